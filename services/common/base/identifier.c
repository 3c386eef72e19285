/* identifier.c - names of things: kind, shard and time in one */
#include "common/base/identifier.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "common/base/random.h"

enum {
	BITS_TEXT_LENGTH = 26, /* 130 bits, the first two of them 0 */
	COMMAND_ID_TEXT_LENGTH = 36
};

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford: no I, L, O, U */

/* Sets the 48 bits of time, the version and the variant (RFC 9562, section 5.7). */
static void stamp_version_7(int64_t time_us, uint8_t *id)
{
	uint64_t time_ms = time_us < 0 ? 0 : (uint64_t)time_us / 1000;

	for (int i = 5; i >= 0; i--) {
		id[i] = (uint8_t)(time_ms & 0xff);
		time_ms >>= 8;
	}
	id[6] = (uint8_t)(0x70 | (id[6] & 0x0f));
	id[8] = (uint8_t)(0x80 | (id[8] & 0x3f));
}

void command_id_create(int64_t now_us, uint8_t *ret_id)
{
	random_bytes(ret_id, COMMAND_ID_SIZE_BYTES);
	stamp_version_7(now_us, ret_id);
}

void command_id_derive(int64_t time_us, const char *seed, uint8_t *ret_id)
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)seed, strlen(seed));
	memcpy(ret_id, hash, COMMAND_ID_SIZE_BYTES);
	stamp_version_7(time_us, ret_id);
}

static void print_bits(const uint8_t *bits, char *text)
{
	uint32_t waiting = 0;
	int waiting_bits = 2; /* 26 letters hold 130 bits: two zeros go ahead */

	for (int i = 0; i < COMMAND_ID_SIZE_BYTES; i++) {
		waiting = (waiting << 8) | bits[i];
		waiting_bits += 8;
		while (waiting_bits >= 5) {
			waiting_bits -= 5;
			*text++ = ALPHABET[(waiting >> waiting_bits) & 31];
		}
		waiting &= (1u << waiting_bits) - 1;
	}
	*text = '\0';
}

static void print_identifier(const char *kind, const char *shard, const uint8_t *bits, char *ret_id)
{
	char text[BITS_TEXT_LENGTH + 1];

	assert(!strchr(kind, '_') && "a kind is one word, or it reads as a shard's");
	assert((!shard || strlen(shard) < SHARD_NAME_SIZE) && "a shard name of at most eight");
	print_bits(bits, text);
	int length = snprintf(ret_id, IDENTIFIER_SIZE, "%s_%s%s%s", kind, shard ? shard : "",
			      shard ? "_" : "", text);
	assert(length > 0 && length < IDENTIFIER_SIZE && "kinds are short words");
	(void)length; /* assert is on in every build */
}

void identifier_create(const char *kind, const char *shard, int64_t now_us, char *ret_id)
{
	uint8_t bits[COMMAND_ID_SIZE_BYTES];

	command_id_create(now_us, bits);
	print_identifier(kind, shard, bits, ret_id);
}

void identifier_derive(const char *kind, const char *shard, int64_t time_us, const char *seed,
		       char *ret_id)
{
	crypto_hash_sha256_state state;
	uint8_t hash[crypto_hash_sha256_BYTES];

	/* Each part with its zero, so that no two divisions of the same letters agree. */
	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
	if (shard)
		crypto_hash_sha256_update(&state, (const unsigned char *)shard, strlen(shard) + 1);
	crypto_hash_sha256_update(&state, (const unsigned char *)seed, strlen(seed) + 1);
	crypto_hash_sha256_final(&state, hash);
	stamp_version_7(time_us, hash);
	print_identifier(kind, shard, hash, ret_id);
}

static bool is_shard_name(const char *name, size_t length)
{
	if (length < 2 || length >= SHARD_NAME_SIZE)
		return false;
	for (size_t i = 0; i < length; i++) {
		bool letter = name[i] >= 'a' && name[i] <= 'z';
		bool digit = name[i] >= '0' && name[i] <= '9';
		if (!letter && !digit)
			return false;
	}
	return true;
}

/* The letters of the 128 bits: the first is at most 7, or they would be more. */
static bool is_bits(const char *text)
{
	return strlen(text) == BITS_TEXT_LENGTH && text[0] >= '0' && text[0] <= '7' &&
	       strspn(text, ALPHABET) == BITS_TEXT_LENGTH;
}

bool identifier_is(const char *id, const char *kind)
{
	size_t kind_length = strlen(kind);

	if (strlen(id) >= IDENTIFIER_SIZE || strncmp(id, kind, kind_length) != 0 ||
	    id[kind_length] != '_')
		return false;

	const char *rest = id + kind_length + 1;
	const char *separator = strchr(rest, '_');
	if (!separator)
		return is_bits(rest);
	return is_shard_name(rest, (size_t)(separator - rest)) && is_bits(separator + 1);
}

bool identifier_shard(const char *id, char *ret_shard)
{
	const char *kind_end = strchr(id, '_');
	const char *end = strrchr(id, '_');

	if (!end || end == kind_end || strlen(id) >= IDENTIFIER_SIZE || !is_bits(end + 1))
		return false;
	const char *begin = kind_end + 1;
	size_t length = (size_t)(end - begin);
	if (!is_shard_name(begin, length))
		return false;
	memcpy(ret_shard, begin, length);
	ret_shard[length] = '\0';
	return true;
}

static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

static bool is_hyphen_at(int position)
{
	return position == 8 || position == 13 || position == 18 || position == 23;
}

bool command_id_parse(const char *text, uint8_t *ret_id)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	int position = 0;

	if (strlen(text) != COMMAND_ID_TEXT_LENGTH)
		return false;
	for (int i = 0; i < COMMAND_ID_SIZE_BYTES; i++) {
		if (is_hyphen_at(position) && text[position++] != '-')
			return false;
		int high = hex_value(text[position]);
		int low = hex_value(text[position + 1]);
		if (high < 0 || low < 0)
			return false;
		id[i] = (uint8_t)(high << 4 | low);
		position += 2;
	}
	memcpy(ret_id, id, sizeof(id));
	return true;
}

void command_id_print(const uint8_t *id, char *text)
{
	static const char digits[] = "0123456789abcdef";
	int position = 0;

	for (int i = 0; i < COMMAND_ID_SIZE_BYTES; i++) {
		if (is_hyphen_at(position))
			text[position++] = '-';
		text[position++] = digits[id[i] >> 4];
		text[position++] = digits[id[i] & 15];
	}
	text[position] = '\0';
}

int64_t command_id_time_ms(const uint8_t *id)
{
	int64_t time_ms = 0;

	if (id[6] >> 4 != 7)
		return -1;
	for (int i = 0; i < 6; i++)
		time_ms = time_ms << 8 | id[i];
	return time_ms;
}
