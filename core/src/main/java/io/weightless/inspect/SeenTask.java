package io.weightless.inspect;

import io.weightless.reactor.TaskInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task in a [Snapshot], or a thread that one has started.
///
/// @param id no other one of this process has it; 0 where this JDK does not tell a guest's
/// @param parent the id of the one that it is inside of; 0 for none
/// @param scope in which of its parent's scopes it is: 0 is the outermost; -1 for none
/// @param name as it was given
/// @param kind what it is
/// @param state what it did
/// @param ageNanos since it was started
/// @param awaits what it waits for, in words; null unless it is waiting
/// @param scopes those that it is in itself, outermost first: what is told of each
/// @param turns how often it had its turn since the reactor is [watched][Watch]
/// @param heldNanos how long it held the loop, since then
public record SeenTask(
    long id,
    long parent,
    int scope,
    String name,
    TaskInfo.Kind kind,
    TaskInfo.State state,
    long ageNanos,
    @Nullable String awaits,
    List<String> scopes,
    long turns,
    long heldNanos) {
  public SeenTask {
    name = Brief.of(name);
    awaits = Brief.orNull(awaits);
    scopes = Brief.all(scopes);
  }
}
