/* harness.h - a service in the test's own process: the real tables, store and straight line,
 *without sockets and threads
 *
 *	struct harness *h = harness_create(&definition, "tn1");
 *	harness_sign_in(h, "account_1", grants, 1);
 *	CHECK(harness_command(h, &message.base)->outcome == ACCEPTED)
 *
 * The clock is the machine's until harness_set_date. Answers live until harness_destroy.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/refusal.h"
#include "common/service.h"
#include "ocop/common/v1/access_token.pb-c.h"
#include "ocop/common/v1/envelope.pb-c.h"

struct harness;
struct arena;

/* A service with an empty store in a folder of its own. The instance is of kind "test"; its rule
 * books are the tree's. */
struct harness *harness_create(const struct service_definition *definition, const char *shard);

/* Takes the store and its folder away. */
void harness_destroy(struct harness *harness);

/* Closes the store and opens it again, as a restart would. */
void harness_restart(struct harness *harness);

/* The same with another folder of rule books, absolute. */
void harness_restart_with(struct harness *harness, const char *rulebooks_dir);

/* Sets the instance's clock to noon in Vietnam of a day, YYYY-MM-DD, and runs the deadlines. */
void harness_set_date(struct harness *harness, const char *date);
void harness_advance(struct harness *harness, int64_t us);

/* The day in Vietnam by that clock, in DATE_TEXT_SIZE bytes. */
void harness_today(struct harness *harness, char *ret_date);

/* From now on commands and queries come from this account; NULL: from nobody. */
void harness_sign_in(struct harness *harness, const char *account_id,
		     const Ocop__Common__V1__Grant *grants, size_t count);

/* The same with one grant of a role for a unit. */
void harness_sign_in_as(struct harness *harness, const char *account_id,
			Ocop__Common__V1__Role role, const char *unit_code);

/* From the next sign-in on accounts are of this agency; at first of none. */
void harness_set_agency(struct harness *harness, const char *agency_id);

/* The access token of who is signed in; empty for nobody. */
ProtobufCBinaryData harness_token(const struct harness *harness);

/* Sends a command with a new id; never NULL. */
const Ocop__Common__V1__Reply *harness_command(struct harness *harness,
					       const ProtobufCMessage *message);

/* The same with an id (16 bytes) and an expected version. */
const Ocop__Common__V1__Reply *harness_command_as(struct harness *harness, const uint8_t *id,
						  uint64_t expected_version,
						  const ProtobufCMessage *message);

/* Sends a command as the daemon sends it to itself when something is due. */
const Ocop__Common__V1__Reply *harness_own_command(struct harness *harness,
						   const ProtobufCMessage *message);

/* Runs what threads of the service's own gave the writer, as its thread would. */
void harness_writer_run(struct harness *harness);

/* Asks. */
const Ocop__Common__V1__Reply *harness_query(struct harness *harness,
					     const ProtobufCMessage *message);

/* The same on the files endpoint. */
const Ocop__Common__V1__Reply *harness_file(struct harness *harness,
					    const ProtobufCMessage *message);

/* The same with a command id (16 bytes). */
const Ocop__Common__V1__Reply *harness_file_as(struct harness *harness, const uint8_t *id,
					       const ProtobufCMessage *message);

/* The code of the first reason, or 0 when it was accepted. */
Ocop__Common__V1__RefusalCode harness_refusal(const Ocop__Common__V1__Reply *reply);

/* The id in an Accepted answer; asserts that it was accepted. */
const char *harness_id(struct harness *harness, const Ocop__Common__V1__Reply *reply);

/* The message in an accepted answer; asserts its type. */
const void *harness_body(struct harness *harness, const Ocop__Common__V1__Reply *reply,
			 const ProtobufCMessageDescriptor *descriptor);

/* Lets the service take an event as if `source` had told it, and runs the deadlines. */
void harness_event(struct harness *harness, const char *source, const char *thing_id,
		   const ProtobufCMessage *message);

/* How many events of a type the service has told, and the newest of them (NULL: none). */
size_t harness_events(struct harness *harness, const ProtobufCMessageDescriptor *descriptor);
const void *harness_last_event(struct harness *harness,
			       const ProtobufCMessageDescriptor *descriptor);

/* Events the service holds back because it could not apply them. */
int64_t harness_held_events(const struct harness *harness);

/* The service's own folder, as service_folder. */
const char *harness_folder(const struct harness *harness);

/* The service itself, for tests of what stands beside its commands and queries. */
struct service *harness_service(struct harness *harness);

/* Memory for the test's own needs, until harness_destroy. */
struct arena *harness_arena(struct harness *harness);
