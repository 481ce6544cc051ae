package io.belfry.server.problem;

/// What is wrong with one field: `path` is a JSON Pointer (RFC 6901) into the body, `message` says
/// what to write instead.
public record FieldError(String path, String message) {}
