/* routes.h - every path the gateway answers, in one table a service
 *
 * A row says what a path means: the message its parameters and body fill, who answers, what the
 * answer is. Dispatch and the OpenAPI document read the same rows, so neither can tell another
 * story than the other. A path's {name} fills the message's field of that name; what stands behind
 * it in its segment must follow ("{code}.json"), and "{name...}" at the end takes all that is left.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct gateway;
struct http_request;
struct dispatch;
struct route;

enum route_kind {
	ROUTE_QUERY,   /* GET: parameters fill the message; POST: the body does */
	ROUTE_COMMAND, /* takes Idempotency-Key and If-Match */
	ROUTE_OWN,     /* answered by `handle` alone; has no message */
};

/* How the source is found. */
enum route_target {
	TARGET_SERVICE,     /* as the row names it */
	TARGET_ROUND,       /* the scoring shard that the round's id names */
	TARGET_SHARD_FIELD, /* the scoring shard that the message's field `shard` names */
	TARGET_ANY_SHARD,   /* whichever: all know the same */
	TARGET_EVERY_SHARD, /* one after the other; the cursor says where it stands */
};

enum { ROUTE_PARAMETERS_MAX = 4 };

/* The values of a path's {names}, in order, decoded. */
struct route_values {
	const char *names[ROUTE_PARAMETERS_MAX];
	const char *values[ROUTE_PARAMETERS_MAX];
	size_t count;
};

typedef void route_handle_fn(struct gateway *gateway, struct http_request *request,
			     const struct route *route, const struct route_values *values);

/* Answers with an accepted reply; NULL in a row: JSON of the message. */
typedef void route_respond_fn(const struct dispatch *dispatch, const ProtobufCMessage *reply);

/* How often one address may ask by a row (route_limits.h). */
struct route_limit {
	Ocop__Common__V1__RefusalCode refusal; /* what one too many is told */
	/* Asked with the row's message before the daemon is; false: the daemon is not asked. */
	bool (*may_come)(struct gateway *gateway, struct http_request *request,
			 const ProtobufCMessage *message);
	/* Hears the daemon's reply before it is answered, once for each that came; may be NULL. */
	void (*came_out)(struct gateway *gateway, const struct http_request *request,
			 const ProtobufCMessage *message, const Ocop__Common__V1__Reply *reply);
};

/* A parameter of a row without a message, for the OpenAPI document: in the path when that names it,
 * else in the query. */
struct route_parameter {
	const char *name;
	const char *words; /* it takes, parted by blanks; NULL for any text */
};

/* A row: what a method and path mean. Borrows all of it; rows are static. */
struct route {
	const char *method;
	const char *path;
	enum route_kind kind;
	enum route_target target;
	const char *source;
	const ProtobufCMessageDescriptor *message;
	const ProtobufCMessageDescriptor *reply;
	int status;           /* of a good answer: 0 is 200; 201 for what is new */
	const char *location; /* path of the new thing without its id: "/api/v1/dossiers/" */
	const char *summary_vi;
	const char *summary_en;
	route_respond_fn *respond;
	route_handle_fn *handle; /* takes the request instead of dispatch_start; NULL in most */
	bool moving;             /* shows what changes without a new version: never 304 */
	bool secret_path;        /* opens what it leads to: only the row's path is logged */
	bool anonymous;          /* never carries a token: signing in works with a stale cookie */
	const struct route_limit *limit; /* NULL: as often as one likes */
	const char *media_type; /* of the answer, when it is not JSON of `reply`; several are parted
				   by blanks */
	const struct route_parameter *parameters; /* of ROUTE_OWN; ends with an empty row */
	uint64_t body_limit_bytes; /* `handle` reads a body of so many bytes in pieces; 0: none */
};

/* Tables of /api/v1, a service each (registration has four, scoring two, certification four); they
 * end with an empty row. */
extern const struct route identity_routes[];
extern const struct route registration_routes[];
extern const struct route producer_routes[];
extern const struct route programme_routes[];
extern const struct route document_routes[];
extern const struct route scoring_routes[];
extern const struct route evaluation_routes[];
extern const struct route certification_routes[];
extern const struct route inspection_routes[];
extern const struct route transparency_routes[];
extern const struct route verification_routes[];
extern const struct route report_routes[];
extern const struct route market_routes[];
extern const struct route figure_routes[];
extern const struct route trade_routes[];
extern const struct route enquiry_routes[];
extern const struct route notification_routes[];

/* What is not the API: pages, the OpenAPI document, the style sheet. */
extern const struct route public_routes[];

/* Pages of those who have signed in, and the way there. */
extern const struct route account_page_routes[];

/* The published files of the transparency log. */
extern const struct route log_routes[];

/* All of them; ends with NULL. The first `API_TABLES` are the API's. */
extern const struct route *const route_tables[];
enum { API_TABLES = 17 };

struct rulebooks;

/* What routes keep, and own: the names of the rule books' sectors and sets (of the setting
 * rulebooks_dir), the OpenAPI document. */
struct route_state {
	struct rulebooks *rulebooks;
	char *openapi; /* JSON */
	char openapi_etag[24];
};

/* Before the first request: fills in gateway->route_state. Returns 0 or an ERROR_*, having logged
 * why. routes_close gives it back; it does nothing when there is none. */
int routes_open(struct gateway *gateway);
void routes_close(struct gateway *gateway);

/* Answers any request, now or later, exactly once. */
void routes_handle(struct gateway *gateway, struct http_request *request);

/* How large a body may be that the request's row reads in pieces; 0 for all others. */
uint64_t routes_body_limit(const struct http_request *request);

/* The path of the page on which a request's form stands: its own where that can be got, else the
 * nearest above. */
const char *routes_page_path(const struct http_request *request);

/* The row of the API that a message is asked by, for pages that ask; there must be one. */
const struct route *routes_of_message(const ProtobufCMessageDescriptor *message);

/* The row of a method and path; NULL when there is none. Then *ret_allow names the methods that
 * the path does know ("GET, PUT"), or is NULL for an unknown path. Values live in the request's
 * arena. HEAD is answered as GET unless it has a row. */
const struct route *routes_find(const struct http_request *request, struct route_values *ret_values,
				const char **ret_allow);
