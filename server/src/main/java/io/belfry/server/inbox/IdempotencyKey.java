package io.belfry.server.inbox;

/// Makes a repeated send harmless: the same key with the same body is answered from the first time,
/// with another body refused.
///
/// @param scope who chose the key: the API key's id
/// @param key as the caller wrote it
/// @param index which of the recipients of one call this is, from 0
/// @param bodyHash SHA-256 of the whole body, in hexadecimal
public record IdempotencyKey(String scope, String key, int index, String bodyHash) {}
