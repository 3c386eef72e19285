/* status.c - every daemon of the instance: there? how far? whom does it follow?
 *
 * Ends 1 when one is missing, a follower has diverged or cannot reach its source, events are held
 * back, or a daemon has an alarm of its own.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "cli/table.h"
#include "common/base/arena.h"
#include "common/json/message_json.h"

/* One daemon; reply is NULL when it did not answer. */
struct daemon {
	const char *source;
	const Ocop__Common__V1__StatusReply *reply;
};

static const char *follow_state_name(Ocop__Common__V1__FollowState state)
{
	switch (state) {
	case OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_FOLLOWING:
		return "";
	case OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_DIVERGED:
		return " DIVERGED";
	case OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_UNREACHABLE:
		return " unreachable";
	case OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_UNSPECIFIED:
	case _OCOP__COMMON__V1__FOLLOW_STATE_IS_INT_SIZE:
		break;
	}
	return " unknown";
}

static bool follows_well(const Ocop__Common__V1__FollowedSource *followed)
{
	return followed->state == OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_FOLLOWING &&
	       followed->held_events == 0;
}

static bool is_well(const struct daemon *daemon)
{
	if (daemon->reply == NULL || daemon->reply->alarm[0] != '\0')
		return false;
	for (size_t i = 0; i < daemon->reply->n_follows; i++)
		if (!follows_well(daemon->reply->follows[i]))
			return false;
	return true;
}

/* "registration 12/12, identity 3/4 unreachable, 2 held" */
static const char *follows_text(struct session *session, const struct daemon *daemon)
{
	const char *text = "";

	for (size_t i = 0; i < daemon->reply->n_follows; i++) {
		const Ocop__Common__V1__FollowedSource *followed = daemon->reply->follows[i];
		text = arena_printf(session->arena, "%s%s%s %llu/%llu%s", text, i ? ", " : "",
				    followed->source, (unsigned long long)followed->cursor_sequence,
				    (unsigned long long)followed->head_sequence,
				    follow_state_name(followed->state));
		if (followed->held_events > 0)
			text = arena_printf(session->arena, "%s %llu held", text,
					    (unsigned long long)followed->held_events);
	}
	if (daemon->reply->alarm[0] != '\0')
		text = arena_printf(session->arena, "%s%s%s", text, *text ? "; " : "",
				    daemon->reply->alarm);
	return text;
}

static void print_table(struct session *session, const struct daemon *daemons, size_t count)
{
	static const char *const head[] = {"SOURCE", "STATE", "EVENTS", "FOLLOWS"};
	const size_t columns = sizeof(head) / sizeof(head[0]);
	const char **cells = arena_alloc(session->arena, (count + 1) * columns * sizeof(*cells));

	memcpy(cells, head, sizeof(head));
	for (size_t i = 0; i < count; i++) {
		const char **row = &cells[(i + 1) * columns];
		const Ocop__Common__V1__StatusReply *reply = daemons[i].reply;

		row[0] = daemons[i].source;
		row[1] = reply == NULL ? "MISSING" : is_well(&daemons[i]) ? "well" : "NOT WELL";
		row[2] = reply == NULL ? "-"
				       : arena_printf(session->arena, "%llu",
						      (unsigned long long)reply->head_sequence);
		row[3] = reply == NULL ? "" : follows_text(session, &daemons[i]);
	}
	table_print(&(struct table){.columns = columns, .cells = cells, .rows = count + 1});
}

static void print_json(const struct daemon *daemons, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *item = daemons[i].reply != NULL ? message_to_json(&daemons[i].reply->base)
							: json_object();
		(void)json_object_set_new(item, "source", json_string(daemons[i].source));
		(void)json_object_set_new(item, "missing", json_boolean(daemons[i].reply == NULL));
		(void)json_object_set_new(item, "well", json_boolean(is_well(&daemons[i])));
		(void)json_array_append_new(list, item);
	}
	(void)json_dumpf(list, stdout, JSON_COMPACT);
	(void)putchar('\n');
	json_decref(list);
}

int status(struct session *session)
{
	struct source_list sources;
	bool all_well = sources_list(session, &sources) == EXIT_DONE;
	struct daemon *daemons = arena_alloc(session->arena, sources.count * sizeof(*daemons));

	for (size_t i = 0; i < sources.count; i++) {
		daemons[i].source = sources.names[i];
		daemons[i].reply = peer_status(session, sources.names[i]);
		all_well = all_well && is_well(&daemons[i]);
	}
	if (session->json)
		print_json(daemons, sources.count);
	else
		print_table(session, daemons, sources.count);
	return all_well ? EXIT_DONE : EXIT_FINDINGS;
}
