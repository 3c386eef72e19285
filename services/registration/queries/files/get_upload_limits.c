/* get_upload_limits.c - how large a file may be, before anybody sends one
 *
 * Reads:   registration.v1.GetUploadLimits
 * Answers: registration.v1.UploadLimits
 * Refuses: nothing
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/state.h"

enum decision get_upload_limits(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	Ocop__Registration__V1__UploadLimits answer = OCOP__REGISTRATION__V1__UPLOAD_LIMITS__INIT;

	(void)message; /* has nothing in it */
	answer.size_bytes = (uint64_t)registration_state(tx)->evidence_limit_bytes;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
