// linked_data.mjs - what a JSON-LD processor makes of a product
//
//   node linked_data.mjs < PRODUCT
//
// The processor is the package `jsonld`, in its safe mode: a word that the context does not know ends it.
// The context is the part of https://schema.org/docs/jsonldcontext.jsonld that a product may use, so that
// nothing is fetched. Prints what stands in the graph, by full names; ends with 1 when something that
// schema.org or its readers ask for is missing.
import { readFileSync } from 'node:fs'

import jsonld from 'jsonld'

const SCHEMA = 'https://schema.org/'
const TEXTS = [
  'name', 'description', 'category', 'productID', 'countryOfOrigin', 'gtin14', 'addressCountry', 'addressRegion',
  'addressLocality', 'latitude', 'longitude', 'certificationIdentification', 'ratingValue', 'bestRating', 'worstRating',
  'priceCurrency', 'price', 'minPrice', 'sku'
]
const THINGS = [
  'manufacturer', 'address', 'location', 'geo', 'hasCertification', 'issuedBy', 'validIn', 'certificationRating', 'offers',
  'seller'
]
const ADDRESSES = ['url', 'image', 'certificationStatus', 'availability']
const DAYS = ['validFrom', 'expires', 'priceValidUntil']
const TYPES = [
  'Product', 'Offer', 'Organization', 'GovernmentOrganization', 'Place', 'GeoCoordinates', 'PostalAddress', 'Country',
  'Certification', 'Rating'
]

// What must be there, by type: schema.org's own words, and what Google asks of offers and certifications.
const REQUIRED = {
  Product: ['name', 'url', 'manufacturer'],
  Offer: ['price', 'priceCurrency', 'availability'],
  Certification: ['name', 'certificationIdentification', 'url'],
  Organization: ['name'],
  GovernmentOrganization: ['name'],
  GeoCoordinates: ['latitude', 'longitude'],
  Rating: ['ratingValue', 'bestRating', 'worstRating']
}

function context () {
  const terms = { id: '@id', type: '@type' }
  for (const name of [...TEXTS, ...THINGS, ...TYPES]) terms[name] = SCHEMA + name
  for (const name of ADDRESSES) terms[name] = { '@id': SCHEMA + name, '@type': '@id' }
  for (const name of DAYS) terms[name] = { '@id': SCHEMA + name, '@type': `${SCHEMA}Date` }
  return { '@context': terms }
}

async function documentLoader (url) {
  if (!/^https:\/\/schema\.org\/?$/.test(url)) throw new Error(`no such context: ${url}`)
  return { contextUrl: null, documentUrl: url, document: context() }
}

function check (node) {
  for (const type of node['@type'] ?? []) {
    const missing = (REQUIRED[type.slice(SCHEMA.length)] ?? []).filter(name => !node[SCHEMA + name]?.length)
    if (missing.length > 0) throw new Error(`${type} without ${missing}`)
  }
  for (const values of Object.values(node)) {
    for (const value of Array.isArray(values) ? values : []) if (typeof value === 'object') check(value)
  }
}

const document = JSON.parse(readFileSync(0, 'utf8'))
const expanded = await jsonld.expand(document, { documentLoader, safe: true })
if (expanded.length !== 1) throw new Error(`${expanded.length} things, not one product`)
check(expanded[0])
const quads = await jsonld.toRDF(document, { documentLoader, safe: true, format: 'application/n-quads' })
console.log(JSON.stringify({ product: expanded[0], statements: quads.trim().split('\n').length }))
