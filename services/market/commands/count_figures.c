/* count_figures.c - recognitions of products that changed are made ready to be counted, and
 * producers that changed are found in the old order
 *
 * Reads:     market.v1.CountFigures, from the daemon itself
 * Needs:     nothing
 * Writes:    figure_rows, figure_producer_formers, figure_progress; nothing that others are told of
 * Publishes: nothing
 * Refuses:   nothing
 *
 * Once units were recorded, all are taken anew: what a place belonged to may be another.
 */
#include "common/store/transaction.h"
#include "market/commands.h"
#include "market/figures/counted.h"
#include "market/figures/indicators/indicators.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision count_figures(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__CountFigures *command =
		(const Ocop__Market__V1__CountFigures *)message;
	struct figure_progress mirror = figure_mirror_progress(tx);
	struct figure_progress progress = figure_progress_load(tx);
	struct figure_change changes[COUNT_FIGURES_MAX];
	size_t count;

	if (progress.units_version != mirror.units_version)
		progress = (struct figure_progress){.units_version = mirror.units_version};
	count = figure_changes_after(tx, progress.change_number, COUNT_FIGURES_MAX, changes);
	if (transaction_failed(tx))
		return FAILED;

	for (size_t i = 0; i < count; i++) {
		if (changes[i].change_number > (int64_t)command->up_to_change_number)
			break;
		if (!producer_former_renew(tx, changes[i].thing_id))
			figure_rows_renew(tx, changes[i].thing_id);
		progress.change_number = changes[i].change_number;
	}
	figure_progress_write(tx, &progress);
	reply_accept(reply, "figures", (uint64_t)progress.change_number);
	return ACCEPTED;
}
