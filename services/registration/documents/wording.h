/* wording.h - Vietnamese words for what documents and lists say; days and units are
 * common/document/words.h
 *
 * Texts are literals; none is NULL.
 */
#pragma once

#include <stdbool.h>

#include "common/document/words.h"
#include "ocop/certification/v1/types.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"

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
