/* password.c - a password that is typed unseen or comes from a file */
#include "cli/password.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/session.h"

static bool read_line(FILE *stream, char *ret_password)
{
	if (fgets(ret_password, PASSWORD_SIZE, stream) == NULL)
		return false;
	ret_password[strcspn(ret_password, "\r\n")] = '\0';
	return ret_password[0] != '\0';
}

static bool ask(char *ret_password)
{
	struct termios shown, hidden;

	if (tcgetattr(STDIN_FILENO, &shown) != 0) {
		complain("no terminal to ask for a password at: give --password-file");
		return false;
	}
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	(void)fputs("Password: ", stderr);
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden); /* else it is merely seen */
	bool read = read_line(stdin, ret_password);
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	(void)fputc('\n', stderr);
	return read;
}

bool password_read(const char *path, char *ret_password)
{
	if (path == NULL)
		return ask(ret_password);
	if (strcmp(path, "-") == 0)
		return read_line(stdin, ret_password);
	FILE *file = fopen(path, "re");
	if (file == NULL) {
		complain("%s: %s", path, strerror(errno));
		return false;
	}
	bool read = read_line(file, ret_password);
	(void)fclose(file); /* it was only read */
	if (!read)
		complain("%s holds no password", path);
	return read;
}
