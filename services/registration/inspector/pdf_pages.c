/* pdf_pages.c - how many pages a PDF has */
#include "registration/inspector/pdf_pages.h"

#include <qpdf/qpdf-c.h>

enum inspector_verdict pdf_pages(const char *path, uint32_t *ret_pages)
{
	qpdf_data pdf = qpdf_init();
	int count = 0;

	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	if (!(qpdf_read(pdf, path, NULL) & QPDF_ERRORS))
		count = qpdf_get_num_pages(pdf);
	if (qpdf_has_error(pdf))
		count = 0;
	qpdf_cleanup(&pdf);
	if (count <= 0)
		return INSPECTOR_UNREADABLE;
	*ret_pages = (uint32_t)count;
	return INSPECTOR_SOUND;
}
