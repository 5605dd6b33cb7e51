/// What tests have in other modules and class loaders.
@NullMarked
package io.weightless.observe.elsewhere;

import org.jspecify.annotations.NullMarked;
