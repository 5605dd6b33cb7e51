package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Interfaces that no class can be written for, since their loader is not ours: the JDK's proxies
/// do it then.
class FallbackTest {
  /// The same as in here, but in a loader of its own.
  @Test
  void aStrangersProgramDoesTheSameAsOneOfOurs() throws Exception {
    Class<?> foreign = new Foreign().loadClass(FallbackProgram.class.getName());
    Object program = foreign.getConstructor().newInstance();
    assertThat(foreign).isNotSameAs(FallbackProgram.class);
    assertThat(((Supplier<?>) program).get()).isEqualTo(new FallbackProgram().get());
  }

  @Test
  void itIsNotCompiledAndOursIs() throws Exception {
    Class<?> foreign = new Foreign().loadClass(FallbackProgram.Store.class.getName());
    assertThat(Face.of(foreign).isCompiled()).isFalse();
    assertThat(Face.of(FallbackProgram.Store.class).isCompiled()).isTrue();
  }

  @Test
  void whatIsMadeForAnInterfaceGoesWithItsLastDispatcher() {
    WeakReference<Class<?>> made = new WeakReference<>(dispatcher().getClass());
    for (int i = 0; i < 50 && made.get() != null; i++) {
      System.gc();
    }
    assertThat(made.get()).isNull();
  }

  private static Object dispatcher() {
    return new Observers().call(DoubleUnaryOperator.class);
  }

  /// Has the program and what is in it itself, and the rest from us.
  private static final class Foreign extends ClassLoader {
    private Foreign() {
      super(FallbackTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(FallbackProgram.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> present = findLoadedClass(name);
      return present == null ? define(name) : present;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = Objects.requireNonNull(getParent().getResourceAsStream(file))) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
