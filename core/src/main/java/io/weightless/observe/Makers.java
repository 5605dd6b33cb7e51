package io.weightless.observe;

import io.weightless.observe.internal.Answering;
import io.weightless.observe.internal.Caller;
import io.weightless.observe.internal.Hop;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the dispatchers of an interface: of hidden classes, each of which is written when the
/// first one is wanted. All reactors share them.
final class Makers {
  private final Class<?> type;
  private final Method[] methods;
  private final Class<?>[] returned;
  private final Lookup home;
  private final Map<Flavour, MethodHandle> constructors = new ConcurrentHashMap<>();

  /// Null until it is wanted. Two threads may make one each, which are the same.
  private volatile @Nullable Caller caller;

  /// @throws IllegalArgumentException when no class can have the methods of `type`
  Makers(Class<?> type, Method[] methods, Class<?>[] returned) {
    this.type = type;
    this.methods = methods;
    this.returned = returned;
    home = Homes.of(type);
  }

  /// @param hop a [Hop], unless the flavour leaves everything to it
  Object dispatcher(Flavour flavour, Answering hop) {
    MethodHandle constructor = constructors.computeIfAbsent(flavour, this::constructor);
    try {
      return (Object) constructor.invokeExact(hop);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private MethodHandle constructor(Flavour flavour) {
    return constructor(
            new Stubs(type, methods, returned, name(flavour.name()), flavour).write(),
            MethodType.methodType(void.class, Stubs.asked(flavour)))
        .asType(MethodType.methodType(Object.class, Answering.class));
  }

  private MethodHandle constructor(byte[] bytes, MethodType takes) {
    try {
      Lookup hidden = home.defineHiddenClass(bytes, true);
      return hidden.findConstructor(hidden.lookupClass(), takes);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no dispatcher for " + type.getName(), e);
    }
  }

  private ClassDesc name(String suffix) {
    String room = home.lookupClass().getPackageName();
    String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + "$" + suffix;
    return ClassDesc.of(room, name);
  }

  @Nullable Object invoke(int number, Object target, @Nullable Object[] arguments)
      throws Throwable {
    Caller present = caller;
    if (present == null) {
      present = caller();
      caller = present;
    }
    return present.call(number, target, arguments);
  }

  private Caller caller() {
    if (!canNameAll()) {
      return (number, target, arguments) -> Message.invoke(methods[number], target, arguments);
    }
    MethodHandle constructor =
        constructor(
            Bytecode.caller(type, methods, name("CALLER")), MethodType.methodType(void.class));
    try {
      return (Caller) constructor.asType(MethodType.methodType(Caller.class)).invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// Whether a dispatcher that leaves everything to its hop can hand on what this method returns.
  boolean canReturn(int number) {
    return Homes.isAccessible(home, methods[number].getReturnType());
  }

  /// An inherited method may be of classes that the package of this interface cannot name.
  private boolean canNameAll() {
    return Arrays.stream(methods)
        .flatMap(method ->
            Stream.concat(
                Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes())))
        .allMatch(each -> Homes.isAccessible(home, each));
  }
}
