package io.aionyx.panel;

/** What an upstream answered: status, media type and body. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares answers
record HttpAnswer(int status, String mediaType, byte[] body) {}
