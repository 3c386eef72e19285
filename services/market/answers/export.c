/* export.c - exports as messages show them */
#include "market/answers/export.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/country.h"

void country_names(struct transaction *tx, const char *code, char **ret_vi, char **ret_en)
{
	struct country country;

	(void)country_find(code, &country); /* of none the names are "" */
	*ret_vi = arena_strdup(transaction_arena(tx), country.name_vi);
	*ret_en = arena_strdup(transaction_arena(tx), country.name_en);
}

const Ocop__Market__V1__ExportContent *export_content_of(const Ocop__Market__V1__Export *message)
{
	for (size_t i = 0; i < message->n_entries; i++) {
		if (message->entries[i]->entry_no == message->confirmed_entry_no)
			return message->entries[i]->content;
	}
	return message->entries[message->n_entries - 1]->content;
}

Ocop__Market__V1__Export *export_message(struct transaction *tx, const struct export_record *record)
{
	Ocop__Market__V1__Export *message = arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__market__v1__export__init(message);
	message->export_id = message_text(record->export_id);
	message->product_id = message_text(record->product_id);
	message->product_name = message_text(record->product_name);
	message->producer_id = message_text(record->producer_id);
	message->producer_name = message_text(record->producer_name);
	message->commune_code = message_text(record->commune_code);
	message->province_code = message_text(record->province_code);
	message->state = record->state;
	message->decision_reason = message_text(record->decision_reason);
	message->decided_on = message_text(record->decided_on);
	message->confirmed_entry_no = (uint32_t)record->confirmed_entry_no;
	message->version = (uint64_t)record->version;
	export_entries(tx, record->export_id, &message->entries, &message->n_entries);
	if (message->n_entries > 0) /* unless the load failed */
		country_names(tx, export_content_of(message)->country_code,
			      &message->country_name_vi, &message->country_name_en);
	return message;
}
