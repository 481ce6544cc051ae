package io.belfry.server.inbox;

import io.belfry.server.policy.Rules;

/// What an inbox log keeps, tells and decides by.
///
/// @param window changes of one inbox at once that are told one by one; more, and replicas take a
///   snapshot
public record LogOptions(Retention retention, int window, Rules rules) {}
