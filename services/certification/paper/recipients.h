/* recipients.h - to whom notices go */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "certification/records/decision.h"
#include "ocop/certification/v1/queries.pb-c.h"

#define NOTICE_RECIPIENT(name) OCOP__CERTIFICATION__V1__NOTICE_RECIPIENT__NOTICE_RECIPIENT_##name

struct transaction;

/* A commune or a producer; texts live in the transaction's arena. */
struct recipient {
	Ocop__Certification__V1__NoticeRecipient kind;
	const char *id;    /* code of the commune or id of the producer; "" for nobody */
	const char *name;  /* the committee in a sentence, or the producer */
	uint32_t products; /* that the notice is about */
};

/* True for the code of a unit, false for the id of a producer. */
bool recipient_is_commune(const char *recipient_id);

/* The committee of a commune, or of the one that the commune became part of. */
struct recipient commune_recipient(struct transaction *tx, const char *commune_code);

struct recipient producer_recipient(const char *producer_id, const char *producer_name);

/* All of a decision, communes first, each with its number of products; returns how many. */
size_t decision_recipients(struct transaction *tx, const struct decision_row *decision,
			   struct recipient **ret_recipients);
