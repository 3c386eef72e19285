/* open_data.c - the register's open data: its folder, and who keeps it up to date */
#include "certification/dump/open_data.h"

#include "certification/dump/dump_maker.h"
#include "certification/log/transparency.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/service.h"
#include "common/settings.h"

int open_data_open(struct service *service, void *state, const struct transparency *transparency,
		   struct open_data *ret_open_data)
{
	const struct settings *values = service_settings(service);
	char *folder = memory_printf("%s/open-data", service_folder(service));
	const struct dump_maker_options options = {
		.dump = {.folder = folder,
			 .origin = transparency->keys.log.verifier.name,
			 .licence = settings_text(values, "open_data_licence"),
			 .signer = &transparency->keys.statements,
			 .state = state},
		.store = service_store(service),
		.clock = service_clock(service),
		.transparency = transparency,
		.pause_ms = settings_number(values, "open_data_pause_ms"),
	};
	int error = dump_maker_create(&options, &ret_open_data->maker);

	ret_open_data->folder = folder;
	if (error)
		log_write(LOG_ERROR, "open_data_unusable", "folder=%s error=\"%s\"", folder,
			  error_text(error));
	return error;
}

void open_data_close(struct open_data *open_data)
{
	dump_maker_destroy(open_data->maker);
	memory_free(open_data->folder);
	*open_data = (struct open_data){0};
}
