/* html_test.c - what is written is escaped, and what is opened is closed */
#include "gateway/pages/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void assert_html(const struct html *html, const char *expected)
{
	assert_int_equal(html->size_bytes, strlen(expected));
	assert_memory_equal(html->text, expected, html->size_bytes);
}

static void texts_and_attributes_are_escaped(void **state)
{
	struct html html;

	(void)state;
	html_init(&html);
	html_open(&html, "a", "href", "/?q=\"><b>&lang='", "title", NULL, "hidden", "", HTML_END);
	html_text(&html, "<script>alert(\"1\" & '2')</script>");
	html_close(&html, "a");
	assert_html(&html, "<a href=\"/?q=&quot;&gt;&lt;b&gt;&amp;lang=&#39;\" hidden>"
			   "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
			   "</a>\n");
	html_deinit(&html);
}

static void formats_are_escaped_after_they_are_filled(void **state)
{
	struct html html;

	(void)state;
	html_init(&html);
	html_format(&html, "%s < %d", "a&b", 3);
	assert_html(&html, "a&amp;b &lt; 3");
	html_deinit(&html);
}

static void nothing_in_linked_data_can_end_its_block(void **state)
{
	json_t *json = json_pack("{s:s}", "name", "</script><!--<script>");
	struct html html;

	(void)state;
	html_init(&html);
	html_linked_data(&html, json);
	assert_html(&html, "<script type=\"application/ld+json\">"
			   "{\"name\":\"\\u003c/script>\\u003c!--\\u003cscript>\"}</script>\n");
	html_deinit(&html);
	json_decref(json);
}

static void long_documents_grow(void **state)
{
	struct html html;

	(void)state;
	html_init(&html);
	for (int i = 0; i < 100000; i++)
		html_text(&html, "<");
	assert_int_equal(html.size_bytes, 400000);
	assert_memory_equal(html.text + 399996, "&lt;", 4);
	html_deinit(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_and_attributes_are_escaped),
		cmocka_unit_test(formats_are_escaped_after_they_are_filled),
		cmocka_unit_test(nothing_in_linked_data_can_end_its_block),
		cmocka_unit_test(long_documents_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
