/* offices.c - which office issues a letter, as its letterhead names it */
#include "registration/documents/offices.h"

#include "common/base/arena.h"
#include "registration/documents/facts.h"
#include "registration/documents/wording.h"

/* Who receives for the province differs from one to the next: its function is named. */
static struct issuing_office province_agency(const struct dossier_facts *facts)
{
	return (struct issuing_office){
		.superior = committee_lines(facts->arena, &facts->province),
		.lines = "Cơ quan tham mưu\nquản lý OCOP cấp tỉnh",
		.words = arena_printf(facts->arena, "Cơ quan tham mưu quản lý OCOP %s",
				      unit_words(facts->arena, &facts->province)),
		.number = "……………/TB",
		.place = facts->province.name_vi,
		.authority = "",
		.position = "THỦ TRƯỞNG CƠ QUAN",
	};
}

static struct issuing_office ministry(void)
{
	return (struct issuing_office){
		.superior = "",
		.lines = "Bộ Nông nghiệp\nvà Môi trường",
		.words = "Bộ Nông nghiệp và Môi trường",
		.number = "……………/TB",
		.place = "Hà Nội",
		.authority = "",
		.position = "THỦ TRƯỞNG CƠ QUAN",
	};
}

struct issuing_office office_of(const struct dossier_facts *facts,
				Ocop__Registration__V1__Office office)
{
	if (office == OFFICE(CENTRE))
		return ministry();
	if (office == OFFICE(PROVINCE))
		return province_agency(facts);
	return (struct issuing_office){
		.superior = "",
		.lines = committee_lines(facts->arena, &facts->commune),
		.words = committee_words(facts->arena, &facts->commune),
		.number = "……………/TB-UBND",
		.place = facts->commune.name_vi,
		.authority = "TM. ỦY BAN NHÂN DÂN",
		.position = "CHỦ TỊCH",
	};
}

const char *giver_words(const struct dossier_facts *facts, Ocop__Registration__V1__Office office)
{
	if (office == OFFICE(CENTRE))
		return committee_words(facts->arena, &facts->province);
	if (office == OFFICE(PROVINCE))
		return committee_words(facts->arena, &facts->commune);
	return facts->producer.name;
}
