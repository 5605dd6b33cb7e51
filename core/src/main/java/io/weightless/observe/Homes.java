package io.weightless.observe;

import io.weightless.observe.internal.Hop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import org.jspecify.annotations.Nullable;

/// Where classes can be written that have the methods of an interface.
///
/// - Where it is, so that it need not be public: in our own module, and in any that is open to us
///   and whose class loader has us.
/// - Here, when it is public and our class loader has it: it is of the JDK, for example.
/// - In an [Annex], when it is public and neither class loader has the other's classes.
final class Homes {
  private static final Module OURS = Homes.class.getModule();

  /// Of those in other modules. They hold nothing of ours, so they may be kept as long as the
  /// interface, and have to: what they are of stays as long, too.
  private static final ClassValue<Lookup> GUESTS =
      new ClassValue<>() {
        @Override
        protected Lookup computeValue(Class<?> type) {
          return Guest.of(type);
        }
      };

  private Homes() {}

  /// @throws IllegalArgumentException when it is nowhere
  static Lookup of(Class<?> type) {
    Lookup there = there(type);
    if (there != null) {
      return there;
    }
    Lookup own = MethodHandles.lookup();
    Lookup home = has(Homes.class.getClassLoader(), type) ? own : new Annex(type).lookup();
    if (!isAccessible(home, type)) {
      throw closed(type);
    }
    return home;
  }

  private static @Nullable Lookup there(Class<?> type) {
    try {
      Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      if (lookup.hasFullPrivilegeAccess()) {
        return lookup;
      }
    } catch (IllegalAccessException _) {
      return null;
    }
    boolean hasUs = type.getModule().canRead(OURS) && has(type.getClassLoader(), Hop.class);
    return hasUs ? GUESTS.get(type) : null;
  }

  private static boolean has(@Nullable ClassLoader loader, Class<?> type) {
    try {
      return Class.forName(type.getName(), false, loader) == type;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }

  /// Whether classes at `home` may name it.
  static boolean isAccessible(Lookup home, Class<?> type) {
    try {
      return type.isPrimitive() || home.accessClass(type) == type;
    } catch (IllegalAccessException _) {
      return false;
    }
  }

  /// That nothing of `type` can be called.
  static IllegalArgumentException closed(Class<?> type) {
    Module module = type.getModule();
    String whom = OURS.isNamed() ? " to " + OURS.getName() : "";
    return new IllegalArgumentException(
        "messages cannot reach methods of "
            + type.getName()
            + (module.isNamed()
                ? ": add 'opens " + type.getPackageName() + whom + ";' to " + module
                : ", which is not public and of a class loader that does not have Weightless"));
  }
}
