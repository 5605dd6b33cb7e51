package io.weightless.observe;

import io.weightless.observe.internal.Caller;
import io.weightless.observe.internal.Hop;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the dispatchers of an interface: of a class that is written for it when the first one is
/// wanted.
///
/// The class is a hidden one. It is where the interface is, so that this need not be public; or
/// here, when the interface is somewhere else, the JDK for example, and public. Where neither can
/// be there are [Proxies].
final class Makers {
  private final Class<?> type;
  private final Method[] methods;
  private final Class<?>[] returned;
  private final Map<Flavour, MethodHandle> constructors = new EnumMap<>(Flavour.class);

  /// Null when no class can be written.
  private final @Nullable Lookup home;

  private final Caller caller;
  private @Nullable Proxies proxies;

  Makers(Class<?> type, Method[] methods, Class<?>[] returned) {
    this.type = type;
    this.methods = methods;
    this.returned = returned;
    home = Homes.of(type, methods);
    caller = caller();
  }

  Object dispatcher(Flavour flavour, Hop hop) {
    if (home == null) {
      return proxies().dispatcher(hop);
    }
    MethodHandle constructor =
        constructors.computeIfAbsent(flavour, wanted -> constructor(home, wanted));
    try {
      return (Object) constructor.invokeExact(hop);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private MethodHandle constructor(Lookup home, Flavour flavour) {
    ClassDesc own = name(home, flavour.name());
    byte[] bytes = new Stubs(type, methods, returned, own).write(flavour);
    try {
      Lookup hidden = home.defineHiddenClass(bytes, true);
      MethodHandle constructor =
          hidden.findConstructor(
              hidden.lookupClass(), MethodType.methodType(void.class, Hop.class));
      return constructor.asType(MethodType.methodType(Object.class, Hop.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no dispatcher for " + type.getName(), e);
    }
  }

  private ClassDesc name(Lookup home, String suffix) {
    String room = home.lookupClass().getPackageName();
    String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + "$" + suffix;
    return ClassDesc.of(room.isEmpty() ? name : room + "." + name);
  }

  private Caller caller() {
    if (home == null) {
      return proxies();
    }
    byte[] bytes = Bytecode.caller(type, methods, name(home, "CALLER"));
    try {
      Lookup hidden = home.defineHiddenClass(bytes, true);
      return (Caller)
          hidden
              .findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
              .asType(MethodType.methodType(Caller.class))
              .invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private Proxies proxies() {
    Proxies present = proxies == null ? new Proxies(type, methods) : proxies;
    proxies = present;
    return present;
  }

  @Nullable Object invoke(int number, Object target, @Nullable Object[] arguments)
      throws Throwable {
    return caller.call(number, target, arguments);
  }

  /// Whether its dispatchers are compiled.
  boolean areCompiled() {
    return home != null;
  }
}
