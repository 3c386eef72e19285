/* drop_photo_file.c - the file of a photo that was taken away goes, if nothing names it any more
 *
 * Reads:     registration.v1.DropPhotoFile, from the daemon itself
 * Needs:     nothing
 * Writes:    unshown_files, one row; the content store
 * Publishes: nothing: that the photo went was told when it did
 * Refuses:   nothing
 *
 * The file goes before the commit that forgets it: after a crash in between the row is still there,
 * and the next attempt finds nothing and forgets it. Whatever took the last name away was committed
 * days ago. A file that an upload still is another name of waits until that upload is no more.
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/commands.h"
#include "registration/files/content_store.h"
#include "registration/records/known/product_photo.h"
#include "registration/state.h"

enum decision drop_photo_file(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const char *sha256 = ((const Ocop__Registration__V1__DropPhotoFile *)message)->sha256;
	const char *root = registration_state(tx)->folder;
	bool is_named = file_is_named(tx, sha256), is_gone = true;
	int error;

	if (transaction_failed(tx))
		return FAILED;

	error = is_named ? content_store_restore(root, sha256)
			 : content_store_drop(root, sha256, &is_gone);
	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	if (is_gone)
		unshown_file_forget(tx, sha256);
	else
		unshown_file_defer(tx, sha256);
	reply_accept(reply, sha256, 1);
	return ACCEPTED;
}
