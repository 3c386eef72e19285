/* wording.h - Vietnamese words for what documents and lists say
 *
 * Texts are literals or live in the arena; none is NULL.
 */
#pragma once

#include <stdbool.h>

#include "ocop/certification/v1/types.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"

struct arena;
struct unit;

/* "Hợp tác xã"; "" where it is not known. */
const char *legal_form_words(Ocop__Registration__V1__LegalForm form);

/* "Đánh giá lần đầu", "Nâng hạng", "Phân hạng lại". */
const char *kind_words(Ocop__Registration__V1__DossierKind kind);

/* Where a dossier is. */
const char *state_words(Ocop__Registration__V1__DossierState state);

/* Whom a dossier waits for; "" for nobody. */
const char *office_words(Ocop__Registration__V1__Office office);

/* Whether a recognition holds: "Còn hiệu lực", "Hết hạn", "Đã thu hồi"; "" where it is not
 * known. */
const char *certificate_words(Ocop__Certification__V1__CertificateState state);

/* What a paper of an office is. */
const char *paper_words(Ocop__Registration__V1__PaperKind kind);

/* "22/05/2026" of YYYY-MM-DD; other texts as they are. */
const char *day_words(struct arena *arena, const char *date);

/* "ngày 22 tháng 5 năm 2026". */
const char *long_day_words(struct arena *arena, const char *date);

/* "xã Tân Cương", as it stands within a sentence; dots for a unit that is not known. */
const char *unit_words(struct arena *arena, const struct unit *unit);

/* "Ủy ban nhân dân xã Tân Cương", in a sentence, or over two lines for a letterhead. */
const char *committee_words(struct arena *arena, const struct unit *unit);
const char *committee_lines(struct arena *arena, const struct unit *unit);
