/* indicators_view.h - what the pages of indicators have in common: what is asked
 */
#pragma once

#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/figures/own_figures.h"
#include "ocop/market/v1/queries.pb-c.h"

/* By what lines of producers can be split: a row of by_words. */
bool indicators_can_split_by(Ocop__Market__V1__FigureBy by);

/* "&province=19": filters of the address, as the pages and the API have them. */
const char *indicators_filters(const struct http_request *request);

/* Copies the filters and the year of the address into a message that has their fields. */
void indicators_fill(const struct http_request *request, ProtobufCMessage *message);
