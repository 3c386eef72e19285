/* secret.h - a subscription's keys: made, replaced, shown once */
#pragma once

#include <stdint.h>

struct reply;
struct subscription;
struct transaction;

/* Gives a webhook its next key, made by this command, and answers with it. Older ones sign until
 * `old_until_us`; 0 when there is none. What is not signed is answered without. */
void secret_give(struct transaction *tx, const struct subscription *subscription,
		 int64_t old_until_us, struct reply *reply);

/* Answers a command that came before, with what may be shown again: the secret may not. */
void secret_answer_again(struct transaction *tx, const struct subscription *subscription,
			 struct reply *reply);
