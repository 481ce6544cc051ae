/// Records on disk that survive until what they say is elsewhere.
@NullMarked
package io.belfry.server.journal;

import org.jspecify.annotations.NullMarked;
