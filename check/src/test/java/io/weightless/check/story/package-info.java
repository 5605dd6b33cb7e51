/// What a user does, with real processes and real clients.
@NullMarked
package io.weightless.check.story;

import org.jspecify.annotations.NullMarked;
