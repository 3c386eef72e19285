/* sample_receipt.c - the receipt for the samples of the last hand-over */
#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "registration/documents/facts.h"
#include "registration/documents/offices.h"
#include "registration/documents/prints.h"
#include "registration/documents/wording.h"

void draw_sample_receipt(struct pdf *pdf, const struct dossier_facts *facts)
{
	const struct sample_receipt *receipt = &facts->samples[facts->sample_count - 1];
	const struct issuing_office taker = office_of(facts, receipt->office);
	struct arena *arena = facts->arena;

	letterhead_print(pdf, &(struct letterhead){
				      .superior = taker.superior,
				      .office = taker.lines,
				      .number = receipt->receipt_number,
				      .regarding = "",
				      .place = taker.place,
				      .date = receipt->received_on,
			      });
	pdf_title(pdf, "BIÊN NHẬN MẪU SẢN PHẨM");
	pdf_space(pdf, 8);
	pdf_field(pdf, "1. Bên giao", giver_words(facts, receipt->office), 1);
	pdf_field(pdf, "2. Bên nhận", taker.words, 1);
	pdf_field(pdf, "3. Sản phẩm", facts->product.name, 1);
	pdf_field(pdf, "4. Chủ thể", facts->producer.name, 1);
	pdf_field(pdf, "5. Số phiếu đăng ký", facts->dossier.commune_slip, 1);
	pdf_field(pdf, "6. Số lượng mẫu", arena_printf(arena, "%02u", receipt->sample_count), 1);
	pdf_field(pdf, "7. Ngày nhận", day_words(arena, receipt->received_on), 1);
	pdf_field(pdf, "8. Tình trạng mẫu, ghi chú", receipt->note, 2);
	pdf_paragraph(pdf, "Biên nhận này lập thành hai bản, mỗi bên giữ một bản.");
	letterhead_signatures(pdf,
			      &(struct signer){.dated = "",
					       .authority = "",
					       .position = "BÊN GIAO",
					       .hint = "(Ký, ghi rõ họ tên)",
					       .name = ""},
			      &(struct signer){.dated = "",
					       .authority = "",
					       .position = "BÊN NHẬN",
					       .hint = "(Ký, ghi rõ họ tên)",
					       .name = ""});
}
