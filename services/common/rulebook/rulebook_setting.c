/* rulebook_setting.c - the rule books a daemon is told to use: setting `rulebooks_dir`
 *
 * Apart from rulebook.c, which knows neither settings nor the log: the command line scores with the
 * same books and no daemon.
 */
#include "common/rulebook/rulebook_setting.h"

#include "common/base/log.h"
#include "common/rulebook/rulebook.h"
#include "common/settings.h"

enum { LOG_TEXT_SIZE = 1024 };

int rulebooks_open(const struct settings *settings, struct rulebooks **ret_rulebooks)
{
	struct rulebook_fault fault = {0};
	char quoted[LOG_TEXT_SIZE];
	int error = rulebooks_load(settings_text(settings, "rulebooks_dir"), ret_rulebooks, &fault);

	if (error)
		log_write(LOG_ERROR, "rulebooks", "fault=%s",
			  log_quote(fault.text, quoted, sizeof(quoted)));
	return error;
}
