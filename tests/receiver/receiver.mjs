// receiver.mjs - agencies that are told, each with a manner of its own
//
// A delivery is POST /hook/NAME. It is checked as a receiver must: v1 by the package `standardwebhooks`,
// v1a by Node's own Ed25519, with every key that NAME knows; then with one bit of the body flipped,
// which must not pass. PUT /agency/NAME says how NAME answers, GET /agency/NAME shows what it got.
// Prints its port and runs until its standard input ends.
import crypto from 'node:crypto'
import http from 'node:http'

import { Webhook } from 'standardwebhooks'

const TOLERANCE_S = 5 * 60
const PUBLIC_KEY_HEAD = Buffer.from('302a300506032b6570032100', 'hex') // Ed25519 as SubjectPublicKeyInfo
const agencies = new Map()

function agencyNamed (name) {
  if (!agencies.has(name)) agencies.set(name, { keys: [], manner: 'accept', deliveries: [], waiting: 0 })
  return agencies.get(name)
}

function checkHmac (secret, body, headers) {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}

function checkEd25519 (publicKey, body, headers) {
  const raw = Buffer.from(publicKey.slice('whpk_'.length), 'base64')
  const key = crypto.createPublicKey({ key: Buffer.concat([PUBLIC_KEY_HEAD, raw]), format: 'der', type: 'spki' })
  const timestamp = Number(headers['webhook-timestamp'])
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= TOLERANCE_S)) return false
  const signed = Buffer.concat([Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`), body])
  return headers['webhook-signature'].split(' ')
    .filter(one => one.startsWith('v1a,'))
    .some(one => crypto.verify(null, signed, key, Buffer.from(one.slice('v1a,'.length), 'base64')))
}

function check (key, body, headers) {
  return key.startsWith('whpk_') ? checkEd25519(key, body, headers) : checkHmac(key, body, headers)
}

function flipped (body) {
  const changed = Buffer.from(body)
  changed[Math.floor(changed.length / 2)] ^= 1
  return changed
}

function note (agency, request, body) {
  const headers = request.headers
  const good = agency.keys.filter(key => check(key, body, headers))
  agency.deliveries.push({
    at: Date.now(),
    id: headers['webhook-id'],
    timestamp: headers['webhook-timestamp'],
    signatures: headers['webhook-signature'],
    contentType: headers['content-type'],
    keys: good,
    flippedPasses: good.some(key => check(key, flipped(body), headers)),
    event: JSON.parse(body),
    manner: agency.manner,
    others: agency.waiting // that came before and have no answer yet; counted of the slow manner and the gathering one
  })
}

const manners = {
  accept: (agency, response) => response.writeHead(204).end(),
  hang: () => {}, // nothing is ever said
  close: (agency, response) => response.socket.destroy(),
  drip: (agency, response) => {
    response.writeHead(200, { 'content-length': 100000 })
    const timer = setInterval(() => response.write('.'), 100)
    response.on('close', () => clearInterval(timer))
  },
  flood: (agency, response) => {
    const more = () => { while (!response.destroyed && response.write(Buffer.alloc(65536))) continue }
    response.writeHead(200)
    response.on('drain', more)
    more()
  },
  slow: (agency, response) => {
    agency.waiting++
    setTimeout(() => {
      agency.waiting--
      response.writeHead(200).end()
    }, agency.delayMs)
  },
  gather: (agency, response) => { // none is answered before two wait together; from then on all are at once
    const answer = one => one.writeHead(200).end()
    if (agency.met) return answer(response)
    agency.held = [...(agency.held ?? []), response]
    agency.waiting = agency.held.length
    agency.met = agency.waiting > 1
    if (agency.met) return agency.held.forEach(answer)
    response.on('close', () => { // who waits no longer has not met anybody
      agency.held = agency.held.filter(one => one !== response)
      agency.waiting = agency.held.length
    })
  }
}

function answer (agency, response) {
  const manner = manners[agency.manner]
  if (manner) return manner(agency, response)
  const [status, ...headers] = agency.manner.split(' ') // "429 retry-after=120"
  response.writeHead(Number(status), Object.fromEntries(headers.map(one => one.split('=')))).end('{}')
}

function control (agency, request, response, body) {
  if (request.method === 'PUT') Object.assign(agency, JSON.parse(body))
  const { keys, manner, deliveries } = agency
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys, manner, deliveries }))
}

const server = http.createServer((request, response) => {
  const [, kind, name] = request.url.split('/')
  const parts = []
  request.on('data', part => parts.push(part))
  request.on('end', () => {
    const agency = agencyNamed(name)
    const body = Buffer.concat(parts)
    if (kind === 'agency') return control(agency, request, response, body)
    note(agency, request, body)
    answer(agency, response)
  })
})

server.keepAliveTimeout = 60000
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit(0)).resume()
