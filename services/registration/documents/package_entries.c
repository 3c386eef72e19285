/* package_entries.c - what goes into a dossier's package, in its order */
#include "registration/documents/package_entries.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/text.h"
#include "registration/documents/facts.h"
#include "registration/documents/prints.h"
#include "registration/documents/wording.h"
#include "registration/files/content_store.h"
#include "registration/files/file_type.h"

#define PAPER_KIND(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

/* Longest name of a file within its folder; file systems take 255 bytes. */
enum { NAME_BYTES_MAX = 120 };

static const char dossier_folder[] = "05-ho-so-san-pham";

/* Papers by what they are, in the order of the hand-over to the centre. */
static const struct {
	Ocop__Registration__V1__PaperKind kind;
	const char *folder;
} paper_folders[] = {
	{PAPER_KIND(PROVINCE_REQUEST), "01-van-ban-de-nghi"},
	{PAPER_KIND(TEAM_REPORT), "02-bao-cao-to-tu-van"},
	{PAPER_KIND(COUNCIL_REPORT), "03-bao-cao-hoi-dong-cap-tinh"},
	{PAPER_KIND(DECISION), "04-quyet-dinh-phe-duyet"},
	{PAPER_KIND(COMMUNE_REQUEST), dossier_folder},
	{PAPER_KIND(EXTRA_TEST), "06-kiem-nghiem-bo-sung"},
	{PAPER_KIND(CENTRE_DECISION), "07-ket-qua-trung-uong"},
	{PAPER_KIND(CENTRE_CERTIFICATE), "07-ket-qua-trung-uong"},
};

static const Ocop__Registration__V1__DossierDocument forms[] = {
	OCOP__REGISTRATION__V1__DOSSIER_DOCUMENT__DOSSIER_DOCUMENT_M01,
	OCOP__REGISTRATION__V1__DOSSIER_DOCUMENT__DOSSIER_DOCUMENT_M02,
	OCOP__REGISTRATION__V1__DOSSIER_DOCUMENT__DOSSIER_DOCUMENT_M03,
	OCOP__REGISTRATION__V1__DOSSIER_DOCUMENT__DOSSIER_DOCUMENT_REQUEST_LETTER,
};

static struct arena *arena_of(const struct package *package)
{
	return package->facts->arena;
}

/* Room for one more: grows at every power of two. */
static struct package_entry *add_entry(struct package *package)
{
	if ((package->count & (package->count - 1)) == 0) {
		size_t room = package->count ? 2 * package->count : 1;
		struct package_entry *grown = arena_alloc(arena_of(package), room * sizeof(*grown));

		if (package->count)
			memcpy(grown, package->entries, package->count * sizeof(*grown));
		package->entries = grown;
	}
	return &package->entries[package->count++];
}

/* A name as a file's on every system: what one of them refuses becomes "-", too much is cut between
 * characters, and its ending says what it is. */
static const char *file_name(struct arena *arena, const char *name, const char *media_type)
{
	static const char refused[] = "/\\:*?\"<>|\t\n";
	const char *own = file_type_of_name(name);
	bool has_ending = own && strcmp(own, media_type) == 0;
	const char *ending = has_ending ? strrchr(name, '.') : file_type_ending(media_type);
	size_t length = strlen(name) - (has_ending ? strlen(ending) : 0);
	char *sound;

	if (length > NAME_BYTES_MAX)
		length = NAME_BYTES_MAX;
	while (length && ((unsigned char)name[length] & 0xc0) == 0x80)
		length--;
	sound = arena_printf(arena, "%.*s%s", (int)length, name, ending);
	for (char *at = strpbrk(sound, refused); at; at = strpbrk(at, refused))
		*at = '-';
	return sound;
}

void package_add_scratch(struct package *package, const char *name, const char *title,
			 const char *path)
{
	struct package_entry *entry = add_entry(package);
	char *sha256 = arena_alloc(arena_of(package), SHA256_HEX_SIZE);
	struct stat about;

	*entry = (struct package_entry){
		.name = name,
		.path = path,
		.title = title,
		.detail = "",
		.sha256 = sha256,
		.scratch = path,
	};
	if (!package->error)
		package->error = content_hash(path, sha256);
	if (!package->error && stat(path, &about))
		package->error = ERROR_INPUT_OUTPUT;
	if (!package->error)
		entry->size_bytes = about.st_size;
}

static void add_papers(struct package *package, size_t kind_index, const char *folder)
{
	const struct dossier_facts *facts = package->facts;
	int number = 0;

	for (size_t i = 0; i < facts->paper_count; i++) {
		const struct paper *paper = &facts->papers[i];

		if (paper->kind != paper_folders[kind_index].kind)
			continue;
		*add_entry(package) = (struct package_entry){
			.name = arena_printf(
				facts->arena, "%s/%02d %s", folder, ++number,
				file_name(facts->arena, paper->name, paper->media_type)),
			.path = content_store_path(package->root, paper->sha256, facts->arena),
			.title = paper_words(paper->kind),
			.detail = arena_printf(facts->arena, "%s%s%s", paper->number,
					       *paper->number && *paper->issued_on ? ", " : "",
					       day_words(facts->arena, paper->issued_on)),
			.size_bytes = paper->size_bytes,
			.sha256 = paper->sha256,
		};
	}
}

static bool write_bytes(const char *path, const ProtobufCBinaryData *bytes)
{
	FILE *file = fopen(path, "wb");

	if (!file)
		return false;
	bool written = fwrite(bytes->data, 1, bytes->len, file) == bytes->len;
	return fclose(file) == 0 && written;
}

/* Reports and decision as the round prints them, after the signed ones. */
static void add_printed(struct package *package, size_t kind_index, const char *folder)
{
	struct arena *arena = arena_of(package);

	for (size_t i = 0; i < package->printed->count; i++) {
		const Ocop__Registration__V1__PackagePaper *paper = package->printed->items[i];
		const char *path = document_scratch_path(
			package->document, arena_printf(arena, "printed-%zu.pdf", i), arena);
		struct package_entry *entry;

		if (paper->kind != paper_folders[kind_index].kind || package->error)
			continue;
		if (!write_bytes(path, &paper->content))
			package->error = ERROR_INPUT_OUTPUT;
		package_add_scratch(
			package,
			arena_printf(arena, "%s/in-%s", folder,
				     file_name(arena, paper->file_name, "application/pdf")),
			paper_words(paper->kind), path);
		entry = &package->entries[package->count - 1];
		entry->detail = arena_printf(arena, "In từ dữ liệu của đợt đánh giá%s%s",
					     *paper->number ? ", số " : "", paper->number);
	}
}

static void add_forms(struct package *package)
{
	const struct dossier_facts *facts = package->facts;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const struct print *print = print_find(forms[i]);
		const char *path;

		if (package->error || !print->is_ready(facts))
			continue;
		path = document_scratch_path(package->document, print->file_name, facts->arena);
		package->error = print_write(print, facts, path);
		package_add_scratch(
			package,
			arena_printf(facts->arena, "%s/%s.pdf", dossier_folder, print->file_name),
			print->title, path);
	}
}

/* A folder a kind of evidence, numbered as the rule book lists them; evidence of a kind that the
 * book no longer has comes last. */
static const char *evidence_folder(struct arena *arena, const struct rulebook_named *type,
				   size_t index)
{
	return arena_printf(arena, "%s/minh-chung/%02zu-%s", dossier_folder, index + 1,
			    type ? text_slug(arena, type->name.vi) : "khac");
}

static void add_evidence(struct package *package, const struct evidence *evidence,
			 const char *title, const char *folder, int number)
{
	struct arena *arena = arena_of(package);

	if (*evidence->link) {
		*add_entry(package) = (struct package_entry){
			.name = "",
			.title = title,
			.detail = arena_printf(arena, "%s: %s", evidence->name, evidence->link),
			.sha256 = "",
		};
		return;
	}
	*add_entry(package) = (struct package_entry){
		.name = arena_printf(arena, "%s/%02d %s", folder, number,
				     file_name(arena, evidence->name, evidence->media_type)),
		.path = content_store_path(package->root, evidence->sha256, arena),
		.title = title,
		.detail = evidence->name,
		.size_bytes = evidence->size_bytes,
		.sha256 = evidence->sha256,
	};
}

static void add_evidence_of(struct package *package, const struct rulebook_named *type,
			    size_t index)
{
	const struct dossier_content *content = &package->facts->content;
	const char *folder = evidence_folder(arena_of(package), type, index);
	int number = 0;

	for (size_t i = 0; i < content->evidence_count; i++) {
		const struct evidence *evidence = &content->evidence[i];
		const struct rulebook_named *own =
			rulebook_list_find(&content->book->evidence_types, evidence->evidence_type);

		if (own == type)
			add_evidence(package, evidence, type ? type->name.vi : "Minh chứng khác",
				     folder, ++number);
	}
}

void package_gather(struct package *package)
{
	const struct rulebook_list *types = &package->facts->content.book->evidence_types;

	for (size_t i = 0; i < sizeof paper_folders / sizeof *paper_folders; i++) {
		if (paper_folders[i].folder == dossier_folder)
			add_forms(package);
		add_papers(package, i, paper_folders[i].folder);
		add_printed(package, i, paper_folders[i].folder);
		if (paper_folders[i].folder != dossier_folder)
			continue;
		for (size_t k = 0; k < types->count; k++)
			add_evidence_of(package, &types->items[k], k);
		add_evidence_of(package, NULL, types->count);
	}
}

void package_clean(const struct package *package)
{
	for (size_t i = 0; i < package->count; i++) {
		if (package->entries[i].scratch)
			(void)unlink(package->entries[i].scratch); /* else the sweep takes it */
	}
}
