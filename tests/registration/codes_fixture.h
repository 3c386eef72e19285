/* codes_fixture.h - dossiers that rounds take in, and products of old registers with codes */
#pragma once

#include "registration_fixture.h"

static inline void take(const char *dossier_id, const char *round_id)
{
	Ocop__Scoring__V1__DossierTaken taken = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;

	taken.round_id = (char *)round_id;
	taken.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &taken.base);
}

static inline void leave(const char *dossier_id, const char *round_id)
{
	Ocop__Scoring__V1__DossierLeftRound left = OCOP__SCORING__V1__DOSSIER_LEFT_ROUND__INIT;

	left.round_id = (char *)round_id;
	left.dossier_id = (char *)dossier_id;
	left.reason = (char *)"Chủ thể rút";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &left.base);
}

/* From now on the helpers of the fixture work with another product of the same producer. */
static inline void another_product(const char *name)
{
	Ocop__Registration__V1__RegisterProduct product = a_product();

	sign_in_producer();
	product.name = (char *)name;
	fixture.product_id = accepted_id(&product.base);
}

static inline const char *an_admitted_dossier(const char *round_id)
{
	const char *dossier_id = a_proposed_dossier();

	(void)harness_id(fixture.harness, admit(dossier_id, round_id));
	return dossier_id;
}

static inline const char *code_of(const char *dossier_id)
{
	return get_dossier_of(dossier_id)->product_code;
}

static inline Ocop__Registration__V1__ListProductNumbers numbers_of(const char *commune_code)
{
	Ocop__Registration__V1__ListProductNumbers message =
		OCOP__REGISTRATION__V1__LIST_PRODUCT_NUMBERS__INIT;

	message.commune_code = (char *)commune_code;
	return message;
}

static inline const Ocop__Registration__V1__ListProductNumbersReply *list(
	const Ocop__Registration__V1__ListProductNumbers *message)
{
	return harness_body(fixture.harness, harness_query(fixture.harness, &message->base),
			    MESSAGE(list_product_numbers_reply));
}

/* "1-4 reason|5-5 code|" */
static inline const char *rows_of(const Ocop__Registration__V1__ListProductNumbersReply *reply)
{
	const char *joined = "";

	for (size_t i = 0; i < reply->n_numbers; i++) {
		const Ocop__Registration__V1__ProductNumber *row = reply->numbers[i];

		joined = arena_printf(harness_arena(fixture.harness), "%s%u-%u %s%s%s|", joined,
				      row->number, row->until_number, row->code,
				      *row->code && *row->gap_reason ? " " : "", row->gap_reason);
	}
	return joined;
}

/* As an operator: a product of an old register, with its code. */
static inline const Ocop__Common__V1__Reply *import(const char *product, const char *code)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	row.product_name = (char *)product;
	row.producer_name = (char *)"HTX Ví dụ 2";
	row.commune = (char *)"Tân Cương";
	row.province = (char *)"Thái Nguyên";
	row.product_code = (char *)code;
	row.line = 3;
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	return command(&row.base);
}
