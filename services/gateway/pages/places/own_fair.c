/* own_fair.c - "/cua-toi/su-kien/{fair_id}": what a producer has applied with to a fair, and that
 * he does not come after all
 */
#include "gateway/pages/places/own_fair.h"
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"
#include "ocop/market/v1/fairs.pb-c.h"

#define STATE(name) OCOP__MARKET__V1__PARTICIPANT_STATE__PARTICIPANT_STATE_##name

enum { APPLICATIONS_SHOWN = 20 }; /* a producer has one, and one of each merged into him */

static const char WITHDRAW[] = "rut";

/* Lives in the request's arena; `base` is first, for thread_send gives it back. */
struct fair_visit {
	struct thread_visit base; /* its key is the application */
	const char *fair_id;
};

static const char *page_path(const struct fair_visit *visit)
{
	return arena_printf(visit->base.request->arena, "/cua-toi/su-kien/%s",
			    percent_encode(visit->base.request->arena, visit->fair_id));
}

static const char *state_of(const struct page *page, Ocop__Market__V1__ParticipantState state)
{
	/* By the enumerators' numbers. */
	static const struct {
		const char *vi, *en;
	} states[] = {
		{"", ""},
		{"Chờ trả lời", "Waiting for an answer"},
		{"Được nhận", "Accepted"},
		{"Bị từ chối", "Refused"},
		{"Đã rút", "Withdrawn"},
	};

	return state < sizeof(states) / sizeof(states[0])
		       ? page_says(page, states[state].vi, states[state].en)
		       : "";
}

static void write_application(struct page *page, const struct fair_visit *visit,
			      const Ocop__Market__V1__FairParticipant *application)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	page_name(page, "h2", NULL, application->producer_name);
	html_element(html, "p", NULL, state_of(page, application->state));
	if (*application->answer_reason)
		page_name(page, "p", "words", application->answer_reason);
	for (size_t i = 0; i < application->n_listings; i++)
		page_name(page, "p", NULL, application->listings[i]->product_name);
	if (application->state == STATE(APPLIED) || application->state == STATE(ACCEPTED)) {
		const struct form form = thread_form(&visit->base, WITHDRAW);

		html_open(html, "div", "class", "quiet", HTML_END);
		form_begin(page, &form,
			   arena_printf(page->arena, "%s/%s/rut", page_path(visit),
					application->participant_id),
			   application->version);
		form_end(page, "Rút đăng ký", "Withdraw");
		html_close(html, "div");
	}
	html_close(html, "li");
}

static void respond(const struct fair_visit *visit,
		    const Ocop__Market__V1__ListFairParticipantsReply *found)
{
	const struct form failed = {NULL, visit->base.faults};
	struct page page;

	account_page_begin(&page, visit->base.gateway, visit->base.request, "Đăng ký tham gia",
			   "Taking part");
	if (found->n_participants == 0)
		page_element(&page, "p", NULL, "Bạn chưa đăng ký sự kiện này.",
			     "You have not applied to this event.");
	else
		page_name(&page, "p", "lead", found->participants[0]->fair_name);
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_participants; i++) {
		if (*found->participants[i]->producer_id)
			write_application(&page, visit, found->participants[i]);
	}
	html_close(&page.html, "ul");
	page_button(&page, arena_printf(page.arena, "/su-kien/%s", visit->fair_id),
		    "Về trang sự kiện", "To the event");
	account_page_end(&page, form_status(&failed));
}

static void on_applications(void *context, const ProtobufCMessage *reply, uint64_t version,
			    const Ocop__Common__V1__Reply *refusal)
{
	const struct fair_visit *visit = context;

	(void)version; /* each has its own */
	if (reply)
		respond(visit, (const Ocop__Market__V1__ListFairParticipantsReply *)reply);
	else
		account_refused(visit->base.gateway, visit->base.request, refusal);
}

static void show(struct fair_visit *visit)
{
	struct arena *arena = visit->base.request->arena;
	Ocop__Market__V1__ListFairParticipants *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__list_fair_participants__init(query);
	query->fair_id = arena_strdup(arena, visit->fair_id);
	query->limit = APPLICATIONS_SHOWN;
	account_ask(visit->base.gateway, visit->base.request, &query->base, on_applications, visit);
}

static struct fair_visit *visit_create(struct gateway *gateway, struct http_request *request,
				       const struct route_values *values)
{
	struct fair_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	visit->base.gateway = gateway;
	visit->base.request = request;
	visit->base.key = values->values[values->count - 1];
	visit->fair_id = values->values[0];
	return visit;
}

void page_own_fair(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	show(visit_create(gateway, request, values));
}

static void on_sent(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	struct fair_visit *visit = context;

	(void)version; /* the page asks anew */
	if (reply) {
		account_redirect(visit->base.request, page_path(visit));
	} else if (account_must_sign_in(refusal)) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
	} else {
		visit->base.faults = form_faults_keep(visit->base.request->arena, refusal);
		show(visit);
	}
}

void page_own_fair_withdraw(struct gateway *gateway, struct http_request *request,
			    const struct route *route, const struct route_values *values)
{
	struct fair_visit *visit = visit_create(gateway, request, values);

	(void)route; /* as above */
	visit->base.verb = WITHDRAW;
	if (account_entries(gateway, request, &visit->base.entries) &&
	    !thread_send(&visit->base, &ocop__market__v1__withdraw_from_fair__descriptor,
			 "participant_id", on_sent))
		show(visit);
}
