/* generate_register.c - a register as large as asked, as the event logs that a real one would leave
 *
 *	generate_register DATA_DIR PRODUCTS QUERIES_FILE
 *
 * Writes the stores of registration and certification under DATA_DIR with their logs: a producer
 * for every second product, the product, and for three of four a certificate (five stars to three,
 * one of five run out). The daemons open these stores as their own; the market follows by replay,
 * by the way it always goes. Names are put together from words of real ones; places are communes
 * in force, half of them with the district they once were in. Also writes what people type, a query
 * a line. The same number gives the same register.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/outbox.h"
#include "common/store/connection.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"

enum {
	PLACES_MAX = 12000,
	LINE_SIZE_BYTES = 1024,
	EVENTS_A_COMMIT = 1000,
	QUERIES = 2000,
	NAME_SIZE_BYTES = 256
};

static const char *const kinds[] = {
	"Miến dong",
	"Chè đinh",
	"Chè tôm nõn",
	"Chè móc câu",
	"Trà hoa vàng",
	"Rượu men lá",
	"Mật ong",
	"Gạo nếp",
	"Gạo tẻ",
	"Bún khô",
	"Măng khô",
	"Nấm hương",
	"Mộc nhĩ",
	"Thịt trâu gác bếp",
	"Lạp sườn",
	"Tinh bột nghệ",
	"Cao gừng",
	"Bột sắn dây",
	"Giấm chuối",
	"Chuối sấy",
	"Mít sấy",
	"Khoai lang kén",
	"Bánh chưng",
	"Bánh gai",
	"Bánh đa nem",
	"Kẹo lạc",
	"Nước mắm",
	"Tương ớt",
	"Muối vừng",
	"Hạt dẻ",
	"Hạt điều rang",
	"Cà phê bột",
	"Ca cao nguyên chất",
	"Dầu lạc",
	"Tinh dầu quế",
	"Tinh dầu sả",
	"Cá thính",
	"Chả mực",
	"Giò lụa",
	"Trứng gà thảo mộc",
	"Bưởi da xanh",
	"Cam sành",
	"Quýt ngọt",
	"Hồng không hạt",
	"Thanh long ruột đỏ",
	"Xoài cát",
	"Sầu riêng",
	"Vải thiều",
	"Na dai",
	"Dứa mật",
	"Đậu phụ",
	"Đường phên",
	"Đông trùng hạ thảo",
	"Trà đu đủ đực",
	"Thổ cẩm dệt tay",
	"Mây tre đan",
	"Nón lá",
	"Chiếu cói",
	"Gốm men lam",
	"Homestay bản làng",
};

static const char *const qualities[] = {
	"",        "hữu cơ",      "thượng hạng", "truyền thống", "đặc sản",     "sấy lạnh",
	"sấy dẻo", "rừng",        "bản địa",     "cổ thụ",       "nguyên chất", "hảo hạng",
	"ba vị",   "hộp thiếc",   "túi lọc",     "loại một",     "hoa cà phê",  "hoa nhãn",
	"bạc hà",  "mùa đông",    "đầu xuân",    "đỏ",           "vàng",        "trắng",
	"đen",     "không đường", "ít đường",    "vị gừng",
};

static const char *const syllables[] = {
	"An",     "Bình",  "Cẩm",   "Chi",   "Cường", "Đại",   "Đạt",   "Đông",  "Đức",    "Dung",
	"Giang",  "Hà",    "Hải",   "Hảo",   "Hoa",   "Hoàng", "Hòa",   "Hồng",  "Hùng",   "Hương",
	"Khánh",  "Khôi",  "Kim",   "Lâm",   "Lan",   "Liên",  "Linh",  "Long",  "Lộc",    "Mai",
	"Minh",   "Mỹ",    "Nam",   "Nga",   "Ngân",  "Ngọc",  "Nhung", "Phong", "Phú",    "Phúc",
	"Phương", "Quang", "Quế",   "Quỳnh", "Sơn",   "Tài",   "Tâm",   "Tân",   "Thái",   "Thắng",
	"Thành",  "Thảo",  "Thịnh", "Thiên", "Thu",   "Thủy",  "Tiến",  "Trang", "Trường", "Tuấn",
	"Tùng",   "Tuyết", "Vân",   "Việt",  "Vinh",  "Vĩnh",  "Xuân",  "Yên",   "Khang",  "Hậu",
};

static const char *const forms[] = {"Hợp tác xã", "HTX nông nghiệp", "Công ty TNHH",
				    "Tổ hợp tác", "Hộ kinh doanh",   "Cơ sở sản xuất"};
static const char *const sectors[] = {"I", "I", "I", "I", "II", "III", "IV", "V", "VI"};

#define COUNT(array)          (sizeof(array) / sizeof *(array))
#define PICK(register, array) ((array)[pick((register), COUNT(array))])

struct place {
	char *commune_code, *province_code, *commune, *district, *province;
};

/* A register being written. */
struct bench_register {
	uint64_t seed;
	struct place *places;
	size_t place_count;
	struct store *registration, *certification;
	struct arena *arena; /* of one commit */
	struct arena *kept;  /* until the end */
	int64_t now_us;
	FILE *queries;
};

/* A product and his producer, as they go into the events. */
struct entry {
	char product_id[IDENTIFIER_SIZE], producer_id[IDENTIFIER_SIZE];
	char name[NAME_SIZE_BYTES], producer[NAME_SIZE_BYTES];
	const struct place *place;
};

/* xorshift64*, good enough to mix names. */
static size_t pick(struct bench_register *reg, size_t count)
{
	reg->seed ^= reg->seed >> 12;
	reg->seed ^= reg->seed << 25;
	reg->seed ^= reg->seed >> 27;
	return (size_t)((reg->seed * UINT64_C(2685821657736338717)) >> 33) % count;
}

static void die(const char *what, int error)
{
	fprintf(stderr, "generate_register: %s: %s\n", what, error ? error_text(error) : "failed");
	exit(1);
}

/* old_province_code,old_province,old_district_code,old_district,old_commune_code,old_commune,
 * new_province_code,new_commune_code,divided; no field of this file is quoted. */
static void places_read(struct bench_register *reg)
{
	FILE *file = fopen(SOURCE_DIR "/deploy/units/successors.csv", "r");
	char line[LINE_SIZE_BYTES];

	reg->places = arena_alloc(reg->kept, PLACES_MAX * sizeof *reg->places);
	if (!file || !fgets(line, sizeof line, file))
		die("deploy/units/successors.csv", 0);
	while (reg->place_count < PLACES_MAX && fgets(line, sizeof line, file)) {
		char *rest = line;
		char *fields[9];

		for (size_t i = 0; i < COUNT(fields); i++)
			fields[i] = strsep(&rest, ",");
		if (!fields[8])
			continue;
		reg->places[reg->place_count++] =
			(struct place){.province = arena_strdup(reg->kept, fields[1]),
				       .district = arena_strdup(reg->kept, fields[3]),
				       .commune = arena_strdup(reg->kept, fields[5]),
				       .province_code = arena_strdup(reg->kept, fields[6]),
				       .commune_code = arena_strdup(reg->kept, fields[7])};
	}
	fclose(file);
}

static struct store *log_open(const char *data_dir, const char *source)
{
	static const struct migration none[] = {{0}};
	char path[LINE_SIZE_BYTES];
	struct store *store;
	int error;

	(void)snprintf(path, sizeof path, "%s/%s", data_dir, source);
	(void)mkdir(path, 0700); /* there already is as good; opening says otherwise */
	(void)snprintf(path, sizeof path, "%s/%s/store.sqlite", data_dir, source);
	error = store_open(&store_sqlite, path, none, &store);
	if (error)
		die(path, error);
	(void)snprintf(store->source, sizeof store->source, "%s", source);
	return store;
}

static struct transaction *begin(struct bench_register *reg, struct store *store)
{
	static const struct caller system = {
		.account_id = "system", .agency_id = "", .request_id = "bench"};
	struct transaction_options options = {
		.arena = reg->arena, .caller = &system, .now_us = reg->now_us};

	return transaction_begin(store_writer(store), &options);
}

static void entry_make(struct bench_register *reg, size_t number, struct entry *ret_entry)
{
	const char *kind = PICK(reg, kinds);
	const char *quality = PICK(reg, qualities);
	const char *first = PICK(reg, syllables);
	const char *second = PICK(reg, syllables);
	char seed[32];

	(void)snprintf(ret_entry->name, sizeof ret_entry->name, "%s%s%s %s %s", kind,
		       *quality ? " " : "", quality, first, second);
	(void)snprintf(ret_entry->producer, sizeof ret_entry->producer, "%s %s %s",
		       PICK(reg, forms), first, second);
	(void)snprintf(seed, sizeof seed, "%zu", number);
	identifier_derive("product", NULL, reg->now_us, seed, ret_entry->product_id);
	if (number % 2 == 0)
		identifier_derive("producer", NULL, reg->now_us, seed, ret_entry->producer_id);
	ret_entry->place = &reg->places[pick(reg, reg->place_count)];
}

static void place_fill(const struct entry *entry, bool as_it_was,
		       Ocop__Registration__V1__Place *place)
{
	place->commune_code = entry->place->commune_code;
	place->province_code = entry->place->province_code;
	if (!as_it_was)
		return;
	place->commune_text = entry->place->commune;
	place->district_text = entry->place->district;
	place->province_text = entry->place->province;
}

static void register_entry(struct bench_register *reg, struct transaction *tx, size_t number,
			   const struct entry *entry)
{
	Ocop__Registration__V1__ProducerRegistered producer =
		OCOP__REGISTRATION__V1__PRODUCER_REGISTERED__INIT;
	Ocop__Registration__V1__ProductRegistered product =
		OCOP__REGISTRATION__V1__PRODUCT_REGISTERED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	place_fill(entry, pick(reg, 2) == 0, &place);
	if (number % 2 == 0) {
		producer.producer_id = (char *)entry->producer_id;
		producer.name = (char *)entry->producer;
		producer.place = &place;
		outbox_append(tx, entry->producer_id, 1, &producer.base);
	}
	product.product_id = (char *)entry->product_id;
	product.producer_id = (char *)entry->producer_id;
	product.producer_name = (char *)entry->producer;
	product.name = (char *)entry->name;
	product.rulebook_code = "26-2026";
	product.set_no = 1 + (uint32_t)pick(reg, 26);
	product.sector_code = (char *)PICK(reg, sectors);
	product.place = &place;
	product.description = "";
	outbox_append(tx, entry->product_id, 1, &product.base);
}

static void certify(struct bench_register *reg, struct transaction *tx, size_t number,
		    const struct entry *entry)
{
	static const uint32_t stars[] = {3, 3, 3, 3, 3, 3, 3, 4, 4, 5};
	Ocop__Certification__V1__CertificateIssued issued =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	char code[16];
	char official[48];
	bool run_out = pick(reg, 5) == 0;

	(void)snprintf(code, sizeof code, "B%09zu", number);
	(void)snprintf(official, sizeof official, "%zu/2026/GCN-OCOP", number);
	certificate.code = code;
	certificate.official_number = official;
	certificate.product_id = (char *)entry->product_id;
	certificate.star = PICK(reg, stars);
	certificate.state =
		run_out ? OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_EXPIRED
			: OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID;
	certificate.valid_from = run_out ? "2021-06-30" : "2025-06-30";
	certificate.valid_until = run_out ? "2024-06-30" : "2199-06-30";
	issued.certificate = &certificate;
	outbox_append(tx, code, 1, &issued.base);
}

static void query_write(struct bench_register *reg, const char *words)
{
	(void)fprintf(reg->queries, "%s\n", words);
}

/* As generated; without marks; its first words; with the old district; begun; mistyped. */
static void query_make(struct bench_register *reg, const struct entry *entry)
{
	char *folded = text_fold(reg->arena, entry->name);
	size_t length = strlen(folded);
	char *blank = strchr(folded, ' ');

	switch (pick(reg, 10)) {
	case 0:
	case 1:
	case 2:
	case 3:
		query_write(reg, entry->name);
		break;
	case 4:
	case 5:
		query_write(reg, folded);
		break;
	case 6:
		blank = blank ? strchr(blank + 1, ' ') : NULL;
		query_write(reg,
			    arena_printf(reg->arena, "%.*s",
					 (int)(blank ? (size_t)(blank - folded) : length), folded));
		break;
	case 7:
		blank = blank ? strchr(blank + 1, ' ') : NULL;
		query_write(reg, arena_printf(reg->arena, "%.*s %s",
					      (int)(blank ? (size_t)(blank - folded) : length),
					      folded, entry->place->district));
		break;
	case 8:
		query_write(reg,
			    arena_printf(reg->arena, "%.*s", (int)(length - length / 4), folded));
		break;
	default:
		folded[pick(reg, length)] = 'x';
		query_write(reg, folded);
		break;
	}
}

static void commit(struct transaction *tx)
{
	int error = transaction_commit(tx);

	if (error)
		die("commit", error);
}

static size_t events_generate(struct bench_register *reg, size_t products)
{
	size_t certificates = 0;
	struct entry entry = {.place = NULL};

	for (size_t number = 0; number < products;) {
		struct transaction *registered = begin(reg, reg->registration);
		struct transaction *certified = begin(reg, reg->certification);
		size_t end = number + EVENTS_A_COMMIT / 2;

		for (; number < products && number < end; number++) {
			reg->now_us += 1000; /* ids of a register that grew sort by time */
			entry_make(reg, number, &entry);
			register_entry(reg, registered, number, &entry);
			if (pick(reg, 4) > 0) {
				certify(reg, certified, number, &entry);
				certificates++;
			}
			if (number % (products / QUERIES + 1) == 0)
				query_make(reg, &entry);
		}
		commit(registered);
		commit(certified);
		arena_reset(reg->arena);
	}
	return certificates;
}

int main(int argc, char **argv)
{
	struct bench_register reg = {.seed = UINT64_C(88172645463325252)};
	size_t products = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
	size_t certificates;

	if (products == 0 || products > 10000000) {
		fprintf(stderr, "usage: generate_register DATA_DIR PRODUCTS QUERIES_FILE\n");
		return 2;
	}
	reg.queries = fopen(argv[3], "w");
	if (!reg.queries)
		die(argv[3], 0);
	reg.arena = arena_create(8 * (size_t)ARENA_LIMIT_BYTES);
	reg.kept = arena_create(ARENA_LIMIT_BYTES);
	reg.now_us = clock_machine_us() - (int64_t)products * 1000;
	places_read(&reg);
	reg.registration = log_open(argv[1], "registration");
	reg.certification = log_open(argv[1], "certification");
	certificates = events_generate(&reg, products);
	store_close(reg.certification);
	store_close(reg.registration);
	arena_destroy(reg.kept);
	arena_destroy(reg.arena);
	fclose(reg.queries);
	printf("%zu\n", products + (products + 1) / 2 + certificates);
	return 0;
}
