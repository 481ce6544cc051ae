/// The program: command line, configuration, and the composition root.
@NullMarked
package io.belfry.server.app;

import org.jspecify.annotations.NullMarked;
