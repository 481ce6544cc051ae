/// The HTTP face: operations, their bodies and their answers.
@NullMarked
package io.belfry.server.api;

import org.jspecify.annotations.NullMarked;
