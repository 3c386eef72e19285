/* known.c - what registration tells of packs, photos, raw material and papers
 *
 * Follows: registration.v1.VariantsSet, ProductPhotosSet, MaterialAreaRecorded, RecordStruck,
 *          PaperKept, ProducerPaperKept
 * Writes:  variants, listing_photos, those of a product; material_areas, kept_papers, one row; what
 *          indicators are counted from
 */
#include "market/records/known.h"
#include "common/label/gtin.h"
#include "common/store/transaction.h"
#include "market/figures/indicators/indicators.h"
#include "market/reactions.h"
#include "market/records.h"
#include "ocop/registration/v1/events.pb-c.h"

static void follow(struct transaction *tx, const Ocop__Common__V1__Event *event)
{
	followed_source_write(tx, event->source, event->occurred_at_us);
}

void on_variants_set(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__VariantsSet *told =
		(const Ocop__Registration__V1__VariantsSet *)body;

	variants_forget(tx, told->product_id);
	for (size_t i = 0; i < told->n_variants; i++) {
		const Ocop__Registration__V1__Variant *row = told->variants[i];
		char gtin[GTIN_SIZE] = "";

		(void)gtin_print(row->gtin, gtin); /* none: it stays "" */
		variant_insert(tx, told->product_id,
			       &(struct variant){(int64_t)i, row->name, row->packaging, gtin});
	}
	follow(tx, event);
}

void on_product_photos_set(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProductPhotosSet *told =
		(const Ocop__Registration__V1__ProductPhotosSet *)body;

	photos_write(tx, told->product_id, told->photo_ids, told->n_photo_ids);
	follow(tx, event);
}

void on_material_area_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__MaterialArea *area =
		((const Ocop__Registration__V1__MaterialAreaRecorded *)body)->area;

	if (area != NULL) { /* else an event about nothing */
		area_write(tx, area);
		material_area_write(tx,
				    &(struct material_area){area->area_id, area->producer_id,
							    area->material, area->commune_code});
	}
	follow(tx, event);
}

void on_record_struck(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body)
{
	material_area_strike(tx, ((const Ocop__Registration__V1__RecordStruck *)body)->record_id);
	record_strike(tx, ((const Ocop__Registration__V1__RecordStruck *)body)->record_id);
	follow(tx, event);
}

void on_paper_kept(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__Paper *paper =
		((const Ocop__Registration__V1__PaperKept *)body)->paper;

	if (paper != NULL) /* else an event about nothing */
		kept_paper_write(tx, paper->paper_id, paper->sha256, "");
	follow(tx, event);
}

void on_producer_paper_kept(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProducerPaperKept *kept =
		(const Ocop__Registration__V1__ProducerPaperKept *)body;

	if (kept->paper != NULL) /* as above */
		kept_paper_write(tx, kept->paper->paper_id, kept->paper->sha256, kept->producer_id);
	follow(tx, event);
}
