/* own_participant.c - "/cua-toi/su-kien/{fair_id}/tham-gia/{participant_id}": an application is
 * answered or withdrawn, and what came of the fair for this producer is reported and corrected
 *
 * There is no question for one of them: the page of the list is asked on which he stands, by the
 * cursor that the list hands on.
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/places/place_words.h"
#include "gateway/pages/trade/participants.h"
#include "gateway/pages/trade/trade.h"
#include "ocop/market/v1/fairs.pb-c.h"

/* The forms, by the path's last word. */
static const char ACCEPT[] = "nhan", REFUSE[] = "tu-choi", OUTCOME[] = "ket-qua",
		  WITHDRAW[] = "rut";

#define STATE(name) OCOP__MARKET__V1__PARTICIPANT_STATE__PARTICIPANT_STATE_##name

typedef Ocop__Market__V1__FairParticipant participant_message;

/* Lives in the request's arena. */
struct participant_visit {
	struct account_visit base; /* its key is the participant */
	const char *fair_id;
	const char *cursor;
};

static const char *path_with(const struct participant_visit *visit, const char *ending)
{
	struct arena *arena = visit->base.request->arena;

	return arena_printf(arena, "/cua-toi/su-kien/%s/tham-gia/%s%s%s%s",
			    percent_encode(arena, visit->fair_id),
			    percent_encode(arena, visit->base.key), ending,
			    *visit->cursor ? "?cursor=" : "", percent_encode(arena, visit->cursor));
}

/* --- the page */

static void write_answer(struct page *page, const struct participant_visit *visit)
{
	static const struct form_field reason = {.name = "reason",
						 .vi = "Lý do từ chối",
						 .en = "Reason",
						 .rows = "3",
						 .most = "4000"};
	const struct form accept = visit_form(&visit->base, ACCEPT);
	const struct form refuse = visit_form(&visit->base, REFUSE);

	page_element(page, "h2", NULL, "Trả lời đăng ký", "Answer the application");
	form_begin(page, &accept, path_with(visit, "/nhan"), 0);
	form_hidden(page, "accepted", "true");
	form_end(page, "Nhận", "Accept");
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	form_begin(page, &refuse, path_with(visit, "/tu-choi"), 0);
	form_field(page, &refuse, &reason, "");
	form_end(page, "Từ chối", "Refuse");
	html_close(&page->html, "div");
}

static void write_withdrawal(struct page *page, const struct participant_visit *visit,
			     const participant_message *participant)
{
	const struct form form = visit_form(&visit->base, WITHDRAW);

	page_element(page, "h2", NULL, "Rút đăng ký", "Withdraw");
	page_element(page, "p", "hint", "Trước khi sự kiện bắt đầu; sau đó có thể đăng ký lại.",
		     "Before the event begins; you may apply again.");
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	form_begin(page, &form, path_with(visit, "/rut"), participant->version);
	form_end(page, "Rút đăng ký", "Withdraw");
	html_close(&page->html, "div");
}

static void write_outcome_form(struct page *page, const struct participant_visit *visit,
			       const participant_message *participant)
{
	static const struct form_field contracts = {.name = "contracts",
						    .vi = "Số hợp đồng",
						    .en = "Contracts",
						    .inputmode = "numeric",
						    .autocomplete = "off",
						    .most = "9"};
	static const struct form_field memoranda = {.name = "memoranda",
						    .vi = "Số biên bản ghi nhớ",
						    .en = "Memoranda",
						    .inputmode = "numeric",
						    .autocomplete = "off",
						    .most = "9"};
	static const struct form_field value = {.name = "valueDong",
						.vi = "Tổng giá trị (đồng)",
						.en = "Value in all (dong)",
						.inputmode = "numeric",
						.autocomplete = "off",
						.most = "20"};
	static const struct form_field note = {
		.name = "note", .vi = "Ghi chú", .en = "Note", .rows = "3", .most = "4000"};
	static const struct form_field reason = {
		.name = "reason", .vi = "Lý do sửa", .en = "Why it is corrected", .most = "500"};
	static const Ocop__Market__V1__FairOutcome none = OCOP__MARKET__V1__FAIR_OUTCOME__INIT;
	const struct form form = visit_form(&visit->base, OUTCOME);
	size_t count = participant->n_outcomes;
	const Ocop__Market__V1__FairOutcome *last =
		count ? participant->outcomes[count - 1] : &none;

	form_begin(page, &form, path_with(visit, "/ket-qua"), participant->version);
	form_field(page, &form, &contracts, decimal_text(page, last->contracts, 0));
	form_field(page, &form, &memoranda, decimal_text(page, last->memoranda, 0));
	form_field(page, &form, &value, decimal_text(page, last->value_dong, 0));
	form_field(page, &form, &note, last->note);
	if (count > 0)
		form_field(page, &form, &reason, "");
	if (count > 0)
		form_end(page, "Ghi bản sửa", "Record the correction");
	else
		form_end(page, "Ghi kết quả", "Record it");
}

static void write_products(struct page *page, const participant_message *participant)
{
	html_open(&page->html, "ul", HTML_END);
	for (size_t i = 0; i < participant->n_listings; i++) {
		html_open(&page->html, "li", HTML_END);
		page_name(page, "span", NULL, participant->listings[i]->product_name);
		html_text(&page->html, " ");
		page_stars(page, participant->listings[i]->stars);
		html_close(&page->html, "li");
	}
	html_close(&page->html, "ul");
}

static void write_participant(struct page *page, const struct participant_visit *visit,
			      const participant_message *participant)
{
	bool is_office = account_has_role(visit->base.account, TRADE_OFFICES);

	account_write_saved(page);
	write_crumb(page,
		    arena_printf(page->arena, "/cua-toi/su-kien/%s%s%s", participant->fair_id,
				 *visit->cursor ? "?cursor=" : "",
				 percent_encode(page->arena, visit->cursor)),
		    participant->fair_name, participant->fair_name);
	page_name(page, "p", "lead", participant_name(participant));
	html_open(&page->html, "p", HTML_END);
	page_state(page, participant_look(participant));
	html_close(&page->html, "p");
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_name_fact(page, "Ghi chú", "Note", participant->note);
	page_name_fact(page, "Lý do từ chối", "Why refused", participant->answer_reason);
	html_close(&page->html, "dl");
	write_products(page, participant);
	if (participant->state == STATE(APPLIED) && is_office)
		write_answer(page, visit);
	if (participant->state == STATE(ACCEPTED) && *participant->producer_id) {
		page_element(page, "h2", NULL, "Kết quả", "What came of it");
		outcomes_write(page, participant);
		write_outcome_form(page, visit, participant);
	}
	if ((participant->state == STATE(APPLIED) || participant->state == STATE(ACCEPTED)) &&
	    account_has_role(visit->base.account, ALLOW(PRODUCER)))
		write_withdrawal(page, visit, participant);
}

static const participant_message *participant_of(
	const Ocop__Market__V1__ListFairParticipantsReply *found, const char *participant_id)
{
	for (size_t i = 0; i < found->n_participants; i++) {
		if (strcmp(found->participants[i]->participant_id, participant_id) == 0)
			return found->participants[i];
	}
	return NULL;
}

static void on_participants(void *context, const ProtobufCMessage *reply, uint64_t version,
			    const Ocop__Common__V1__Reply *refusal)
{
	const struct participant_visit *visit = context;
	const struct form failed = {.faults = visit->base.faults};
	const participant_message *participant;
	struct page page;

	(void)version; /* of a list */
	if (!reply) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	participant = participant_of((const Ocop__Market__V1__ListFairParticipantsReply *)reply,
				     visit->base.key);
	if (!participant) {
		page_not_found(visit->base.gateway, visit->base.request);
		return;
	}
	account_page_begin(&page, visit->base.gateway, visit->base.request, "Tham gia sự kiện",
			   "Taking part in an event");
	write_participant(&page, visit, participant);
	account_page_end(&page, form_status(&failed));
}

static void show(struct account_visit *base)
{
	const struct participant_visit *visit = (const struct participant_visit *)base;
	struct arena *arena = base->request->arena;
	Ocop__Market__V1__ListFairParticipants *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__list_fair_participants__init(query);
	query->fair_id = arena_strdup(arena, visit->fair_id);
	query->cursor = arena_strdup(arena, visit->cursor);
	query->limit = PARTICIPANTS_A_PAGE;
	account_ask(base->gateway, base->request, &query->base, on_participants, base);
}

static struct account_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  const struct route_values *values)
{
	struct participant_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, values->values[1]);
	visit->fair_id = values->values[0];
	visit->cursor = request_asked(request, "cursor");
	visit->base.show = show;
	visit->base.back = path_with(visit, "");
	visit->base.many_forms = true;
	return &visit->base;
}

void page_own_participant(struct gateway *gateway, struct http_request *request,
			  const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	visit_show(visit_create(gateway, request, values));
}

void page_own_participant_do(struct gateway *gateway, struct http_request *request,
			     const struct route *route, const struct route_values *values)
{
	static const struct visit_verb verbs[] = {
		{ACCEPT, &ocop__market__v1__answer_fair_application__descriptor},
		{REFUSE, &ocop__market__v1__answer_fair_application__descriptor},
		{OUTCOME, &ocop__market__v1__record_fair_outcome__descriptor},
		{WITHDRAW, &ocop__market__v1__withdraw_from_fair__descriptor},
		{0},
	};

	(void)route; /* as above */
	visit_do(visit_create(gateway, request, values), verbs, values->values[2],
		 "participant_id");
}
