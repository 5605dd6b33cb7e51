package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one process: posix_spawn(3).
///
/// Its group is its own, no signal is blocked or ignored in it, and of descriptors it has the three
/// that it is given: the JVM has others that it would inherit.
public final class Spawn implements AutoCloseable {
  private static final Function SPAWN = Function.named("posix_spawnp");
  private static final Function ACTIONS = Function.named("posix_spawn_file_actions_init");
  private static final Function NO_ACTIONS = Function.named("posix_spawn_file_actions_destroy");
  private static final Function DUP2 = Function.named("posix_spawn_file_actions_adddup2");
  private static final Function CHDIR = Function.named("posix_spawn_file_actions_addchdir_np");
  private static final Function CLOSE_FROM =
      Function.named("posix_spawn_file_actions_addclosefrom_np");
  private static final Function ATTRIBUTES = Function.named("posix_spawnattr_init");
  private static final Function FLAGS = Function.named("posix_spawnattr_setflags");
  private static final Function DEFAULTS = Function.named("posix_spawnattr_setsigdefault");

  private static final int ACTIONS_BYTES = 128;
  private static final int ATTRIBUTES_BYTES = 512;
  private static final int SIGNALS_BYTES = 128;

  /// The group is to be that of its own number and the mask to be empty, as they are in attributes
  /// that nobody has changed.
  private static final int SETPGROUP_SETSIGDEF_SETSIGMASK = 2 | 4 | 8;

  private static final long ALL_SIGNALS = 0x7FFF_FFFF;
  private static final int FIRST_OF_OTHERS = 3;

  private final Libc libc;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment actions = arena.allocate(ACTIONS_BYTES, Long.BYTES);
  private final MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);

  public Spawn(Libc libc) throws IOException {
    this.libc = libc;
    check(ACTIONS.call(libc, actions.address()));
    check(ATTRIBUTES.call(libc, attributes.address()));
    check(FLAGS.call(libc, attributes.address(), SETPGROUP_SETSIGDEF_SETSIGMASK));
    MemorySegment all = arena.allocate(SIGNALS_BYTES, Long.BYTES);
    all.set(JAVA_LONG, 0, ALL_SIGNALS);
    check(DEFAULTS.call(libc, attributes.address(), all.address()));
  }

  /// Gives it `descriptor` as that of the number `as`; in this order, and each number once.
  public void give(int descriptor, int as) throws IOException {
    check(DUP2.call(libc, actions.address(), descriptor, as));
  }

  /// Looks for a program without a slash in the `PATH` of this process.
  ///
  /// @param words the program and its arguments, in bytes of the system, as all of these are
  /// @param environment as `NAME=value`
  /// @param directory null for that of this process
  /// @return the number of the process
  /// @throws Errno also when the program can't be executed
  public int start(List<byte[]> words, List<byte[]> environment, byte @Nullable [] directory)
      throws IOException {
    check(CLOSE_FROM.call(libc, actions.address(), FIRST_OF_OTHERS));
    if (directory != null) {
      check(CHDIR.call(libc, actions.address(), text(directory).address()));
    }
    MemorySegment pid = arena.allocate(JAVA_INT);
    check(
        SPAWN.call(
            libc,
            pid.address(),
            text(words.getFirst()).address(),
            actions.address(),
            attributes.address(),
            array(words).address(),
            array(environment).address()));
    return pid.get(JAVA_INT, 0);
  }

  private MemorySegment array(List<byte[]> texts) {
    MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      array.setAtIndex(ADDRESS, i, text(texts.get(i)));
    }
    return array;
  }

  private MemorySegment text(byte... bytes) {
    return arena.allocate(bytes.length + 1L).copyFrom(MemorySegment.ofArray(bytes));
  }

  /// These functions return the number of an error.
  private static void check(int result) throws Errno {
    Libc.check(-Math.abs(result));
  }

  @Override
  public void close() {
    int _ = NO_ACTIONS.call(libc, actions.address());
    arena.close();
  }
}
