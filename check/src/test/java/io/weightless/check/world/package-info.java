/// Stories under simulation: worlds that are busy, in which much goes wrong, each with an oracle
/// that is strict; simulated from many seeds.
///
/// `-Dtest=ChannelWorldStory -Dweightless.seeds=42` runs one of them with one seed again.
@NullMarked
package io.weightless.check.world;

import org.jspecify.annotations.NullMarked;
