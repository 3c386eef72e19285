/* letter_template.c - the templates of letters, files of assets/ made part of the daemon */
#include "notification/delivery/letter_template.h"

#include <string.h>

#include "assets/CertificateExpired.en.txt.h"
#include "assets/CertificateExpired.vi.txt.h"
#include "assets/CertificateExtended.en.txt.h"
#include "assets/CertificateExtended.vi.txt.h"
#include "assets/CertificateIssued.en.txt.h"
#include "assets/CertificateIssued.vi.txt.h"
#include "assets/CertificateReinstated.en.txt.h"
#include "assets/CertificateReinstated.vi.txt.h"
#include "assets/CertificateReminderDue.en.txt.h"
#include "assets/CertificateReminderDue.vi.txt.h"
#include "assets/CertificateReplaced.en.txt.h"
#include "assets/CertificateReplaced.vi.txt.h"
#include "assets/CertificateRevoked.en.txt.h"
#include "assets/CertificateRevoked.vi.txt.h"
#include "assets/CertificateSuspended.en.txt.h"
#include "assets/CertificateSuspended.vi.txt.h"
#include "assets/DecisionRecorded.en.txt.h"
#include "assets/DecisionRecorded.vi.txt.h"
#include "assets/InspectionConcluded.en.txt.h"
#include "assets/InspectionConcluded.vi.txt.h"
#include "assets/PackReport.en.txt.h"
#include "assets/PackReport.vi.txt.h"
#include "assets/PersonalDataErased.en.txt.h"
#include "assets/PersonalDataErased.vi.txt.h"
#include "assets/RecognitionRecorded.en.txt.h"
#include "assets/RecognitionRecorded.vi.txt.h"
#include "assets/SuspensionActRecorded.en.txt.h"
#include "assets/SuspensionActRecorded.vi.txt.h"
#include "assets/closing.en.txt.h"
#include "assets/closing.vi.txt.h"
#include "assets/other.en.txt.h"
#include "assets/other.vi.txt.h"

/* clang-format off: a row a file */
const struct letter_template letter_templates[] = {
	{"CertificateIssued", "vi", asset_CertificateIssued_vi_txt,
	 sizeof(asset_CertificateIssued_vi_txt)},
	{"CertificateIssued", "en", asset_CertificateIssued_en_txt,
	 sizeof(asset_CertificateIssued_en_txt)},
	{"RecognitionRecorded", "vi", asset_RecognitionRecorded_vi_txt,
	 sizeof(asset_RecognitionRecorded_vi_txt)},
	{"RecognitionRecorded", "en", asset_RecognitionRecorded_en_txt,
	 sizeof(asset_RecognitionRecorded_en_txt)},
	{"CertificateRevoked", "vi", asset_CertificateRevoked_vi_txt,
	 sizeof(asset_CertificateRevoked_vi_txt)},
	{"CertificateRevoked", "en", asset_CertificateRevoked_en_txt,
	 sizeof(asset_CertificateRevoked_en_txt)},
	{"CertificateExpired", "vi", asset_CertificateExpired_vi_txt,
	 sizeof(asset_CertificateExpired_vi_txt)},
	{"CertificateExpired", "en", asset_CertificateExpired_en_txt,
	 sizeof(asset_CertificateExpired_en_txt)},
	{"CertificateReplaced", "vi", asset_CertificateReplaced_vi_txt,
	 sizeof(asset_CertificateReplaced_vi_txt)},
	{"CertificateReplaced", "en", asset_CertificateReplaced_en_txt,
	 sizeof(asset_CertificateReplaced_en_txt)},
	{"CertificateSuspended", "vi", asset_CertificateSuspended_vi_txt,
	 sizeof(asset_CertificateSuspended_vi_txt)},
	{"CertificateSuspended", "en", asset_CertificateSuspended_en_txt,
	 sizeof(asset_CertificateSuspended_en_txt)},
	{"CertificateReinstated", "vi", asset_CertificateReinstated_vi_txt,
	 sizeof(asset_CertificateReinstated_vi_txt)},
	{"CertificateReinstated", "en", asset_CertificateReinstated_en_txt,
	 sizeof(asset_CertificateReinstated_en_txt)},
	{"CertificateExtended", "vi", asset_CertificateExtended_vi_txt,
	 sizeof(asset_CertificateExtended_vi_txt)},
	{"CertificateExtended", "en", asset_CertificateExtended_en_txt,
	 sizeof(asset_CertificateExtended_en_txt)},
	{"CertificateReminderDue", "vi", asset_CertificateReminderDue_vi_txt,
	 sizeof(asset_CertificateReminderDue_vi_txt)},
	{"CertificateReminderDue", "en", asset_CertificateReminderDue_en_txt,
	 sizeof(asset_CertificateReminderDue_en_txt)},
	{"InspectionConcluded", "vi", asset_InspectionConcluded_vi_txt,
	 sizeof(asset_InspectionConcluded_vi_txt)},
	{"InspectionConcluded", "en", asset_InspectionConcluded_en_txt,
	 sizeof(asset_InspectionConcluded_en_txt)},
	{"DecisionRecorded", "vi", asset_DecisionRecorded_vi_txt,
	 sizeof(asset_DecisionRecorded_vi_txt)},
	{"DecisionRecorded", "en", asset_DecisionRecorded_en_txt,
	 sizeof(asset_DecisionRecorded_en_txt)},
	{"SuspensionActRecorded", "vi", asset_SuspensionActRecorded_vi_txt,
	 sizeof(asset_SuspensionActRecorded_vi_txt)},
	{"SuspensionActRecorded", "en", asset_SuspensionActRecorded_en_txt,
	 sizeof(asset_SuspensionActRecorded_en_txt)},
	{"PersonalDataErased", "vi", asset_PersonalDataErased_vi_txt,
	 sizeof(asset_PersonalDataErased_vi_txt)},
	{"PersonalDataErased", "en", asset_PersonalDataErased_en_txt,
	 sizeof(asset_PersonalDataErased_en_txt)},
	{"PackReported", "vi", asset_PackReport_vi_txt, sizeof(asset_PackReport_vi_txt)},
	{"PackReported", "en", asset_PackReport_en_txt, sizeof(asset_PackReport_en_txt)},
	{"PackReportForwarded", "vi", asset_PackReport_vi_txt, sizeof(asset_PackReport_vi_txt)},
	{"PackReportForwarded", "en", asset_PackReport_en_txt, sizeof(asset_PackReport_en_txt)},
	{"PackReportOverdue", "vi", asset_PackReport_vi_txt, sizeof(asset_PackReport_vi_txt)},
	{"PackReportOverdue", "en", asset_PackReport_en_txt, sizeof(asset_PackReport_en_txt)},
	{"PackReportClosed", "vi", asset_PackReport_vi_txt, sizeof(asset_PackReport_vi_txt)},
	{"PackReportClosed", "en", asset_PackReport_en_txt, sizeof(asset_PackReport_en_txt)},
	{"other", "vi", asset_other_vi_txt, sizeof(asset_other_vi_txt)},
	{"other", "en", asset_other_en_txt, sizeof(asset_other_en_txt)},
	{"closing", "vi", asset_closing_vi_txt, sizeof(asset_closing_vi_txt)},
	{"closing", "en", asset_closing_en_txt, sizeof(asset_closing_en_txt)},
	{0},
};
/* clang-format on */

const struct letter_template *letter_template_find(const char *name, const char *language)
{
	const struct letter_template *row = letter_templates;

	for (; row->name; row++) {
		if (strcmp(row->name, name) == 0 && strcmp(row->language, language) == 0)
			return row;
	}
	return NULL;
}
