/* upload_fixture.h - registration_fixture.h and files: sent, attached and read back */
#pragma once

#include "registration_fixture.h"

enum { PIECE_BYTES = 512 * 1024 };

/* The smallest file that is a PNG: one grey pixel. */
static const uint8_t png[] = {
	0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    0x0d, 'I',  'H',
	'D',  'R',  0,    0,    0,    1,    0,    0,    0,    1,    8,    0,    0,    0,
	0,    0x3a, 0x7e, 0x9b, 0x55, 0,    0,    0,    0x0a, 'I',  'D',  'A',  'T',  0x78,
	0x9c, 0x63, 0x60, 0,    0,    0,    2,    0,    1,    0x48, 0xaf, 0xa4, 0x71, 0,
	0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82,
};

static inline const Ocop__Common__V1__Reply *file(const ProtobufCMessage *message)
{
	return harness_file(fixture.harness, message);
}

static inline const Ocop__Registration__V1__UploadState *state_of(
	const Ocop__Common__V1__Reply *reply)
{
	return harness_body(fixture.harness, reply, MESSAGE(upload_state));
}

static inline const Ocop__Common__V1__Reply *open_file(const char *name, uint64_t size_bytes)
{
	Ocop__Registration__V1__OpenUpload message = OCOP__REGISTRATION__V1__OPEN_UPLOAD__INIT;

	message.file_name = (char *)name;
	message.size_bytes = size_bytes;
	return file(&message.base);
}

static inline const Ocop__Common__V1__Reply *write_piece(const char *upload_id,
							 uint64_t offset_bytes,
							 const uint8_t *bytes, size_t size_bytes)
{
	Ocop__Registration__V1__WriteUpload message = OCOP__REGISTRATION__V1__WRITE_UPLOAD__INIT;

	message.upload_id = (char *)upload_id;
	message.offset_bytes = offset_bytes;
	message.content = (ProtobufCBinaryData){size_bytes, (uint8_t *)bytes};
	return file(&message.base);
}

static inline uint64_t offset_of(const char *upload_id)
{
	Ocop__Registration__V1__GetUpload message = OCOP__REGISTRATION__V1__GET_UPLOAD__INIT;

	message.upload_id = (char *)upload_id;
	return state_of(file(&message.base))->offset_bytes;
}

static inline const char *upload(const char *name, const uint8_t *bytes, size_t size_bytes)
{
	const char *upload_id = state_of(open_file(name, size_bytes))->upload_id;

	for (size_t at = 0; at < size_bytes;) {
		size_t left = size_bytes - at;
		size_t piece = left < PIECE_BYTES ? left : PIECE_BYTES;

		(void)state_of(write_piece(upload_id, at, bytes + at, piece));
		at += piece;
	}
	return upload_id;
}

static inline Ocop__Registration__V1__AttachEvidence a_file(const char *dossier_id,
							    const char *upload_id)
{
	Ocop__Registration__V1__AttachEvidence message = a_link(dossier_id);

	message.link = (char *)"";
	message.upload_id = (char *)upload_id;
	return message;
}

static inline Ocop__Registration__V1__ReadFile a_read(const char *dossier_id,
						      const char *evidence_id)
{
	Ocop__Registration__V1__ReadFile message = OCOP__REGISTRATION__V1__READ_FILE__INIT;

	message.dossier_id = (char *)dossier_id;
	message.evidence_id = (char *)evidence_id;
	return message;
}

static inline const Ocop__Registration__V1__ReadFileReply *piece_of(
	const Ocop__Registration__V1__ReadFile *message)
{
	return harness_body(fixture.harness, file(&message->base), MESSAGE(read_file_reply));
}
