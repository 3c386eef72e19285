/* forms.h - fields of the rule book's forms, as far as the producer fills them in
 *
 * Pure, as rules.h. M01 and M02 are the producer's; M03 is the commune's report. A field with
 * fields inside is a box that an office fills in.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct rulebook;
struct rulebook_field;
struct rulebook_form;
struct sheet;

/* True for M01 and M02. */
bool form_is_the_producers(const struct rulebook_form *form);

/* A field that the producer may fill in; NULL when the book's forms have none of this name. */
const struct rulebook_field *producer_field(const struct rulebook *book, const char *form_code,
					    const char *key);

/* True for a field of the producer's form that may not stay empty. */
bool field_is_compulsory(const struct rulebook_form *form, size_t index);

/* True for a field that is about a person: who represents the producer, how to reach him, his sex,
 * ethnicity and residence. Those who judge the product do not see what is in it. */
bool field_is_personal(const char *form_code, const char *key);

/* Each of these fields; false past the last. */
bool personal_field_at(size_t index, const char **ret_form_code, const char **ret_key);

/* True for what somebody can be asked to put right: "" (nothing in particular), a form field
 * ("M01.phone"), a criterion of the sheet or one of the book's kinds of evidence. */
bool item_code_is_known(const struct rulebook *book, const struct sheet *sheet, const char *code);
