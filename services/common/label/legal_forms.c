/* legal_forms.c - what legal forms of producers are called */
#include "common/label/legal_forms.h"

#include <string.h>

const struct legal_form legal_forms[] = {
	{"COOPERATIVE", "Hợp tác xã", "Cooperative"},
	{"COOPERATIVE_GROUP", "Tổ hợp tác", "Cooperative group"},
	{"ENTERPRISE", "Doanh nghiệp", "Enterprise"},
	{"FARM", "Trang trại", "Farm"},
	{"HOUSEHOLD", "Hộ kinh doanh", "Household"},
	{"ASSOCIATION", "Hội, hiệp hội", "Association"},
	{0},
};

const struct legal_form *legal_form_find(const char *code)
{
	for (const struct legal_form *form = legal_forms; form->code; form++) {
		if (strcmp(form->code, code) == 0)
			return form;
	}
	return NULL;
}
