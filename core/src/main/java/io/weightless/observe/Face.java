package io.weightless.observe;

import io.weightless.observe.internal.Answering;
import io.weightless.observe.internal.Hop;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An interface as dispatchers see it: its methods, numbered, and how dispatchers of it are made.
final class Face {
  /// An interface of the JDK would hold the classes that are made for it, and so the loader of this
  /// one; whoever has a dispatcher has its face.
  private static final ClassValue<WeakReference<Face>> FACES =
      new ClassValue<>() {
        @Override
        protected WeakReference<Face> computeValue(Class<?> type) {
          return new WeakReference<>(new Face(type));
        }
      };

  final Class<?> type;

  /// Static and private ones are none, nor those of every object. Each is there once for each type
  /// that it was declared to return.
  private final Method[] methods;

  /// What each returns in the most exact declaration of it.
  private final Class<?>[] returned;

  /// Made here, since nothing can be made where a failure comes at the end of the stack.
  private final String[] described;

  private final Makers makers;

  private Face(Class<?> type) {
    this.type = type;
    Map<String, Method> all = new LinkedHashMap<>();
    for (Method method : sorted(type.getMethods())) {
      if (!Modifier.isStatic(method.getModifiers()) && !isOfEveryObject(method)) {
        all.putIfAbsent(method.getName() + descriptor(method), method);
      }
    }
    methods = all.values().toArray(Method[]::new);
    for (Method method : methods) {
      method.trySetAccessible(); // the interface need not be public
    }
    returned = Arrays.stream(methods).map(this::returned).toArray(Class<?>[]::new);
    described = Arrays.stream(methods).map(this::described).toArray(String[]::new);
    makers = new Makers(type, methods, returned);
  }

  /// @throws IllegalArgumentException when nothing can have the methods of `type`
  static Face of(Class<?> type) {
    check(type);
    while (true) {
      Face face = FACES.get(type).get();
      if (face != null) {
        return face;
      }
      FACES.remove(type);
    }
  }

  private static void check(Class<?> type) {
    String problem = null;
    if (!type.isInterface()) {
      problem = "is none";
    } else if (type.isSealed()) {
      problem = "is sealed";
    } else if (type.isHidden()) {
      problem = "is hidden";
    }
    if (problem != null) {
      throw new IllegalArgumentException(
          "messages are the methods of an interface, and " + type.getName() + " " + problem);
    }
  }

  /// In an order that does not depend on the virtual machine.
  private static List<Method> sorted(Method[] methods) {
    List<Method> sorted = new ArrayList<>(List.of(methods));
    sorted.sort(Comparator.comparing(Method::getName).thenComparing(Face::descriptor));
    return sorted;
  }

  private static String descriptor(Method method) {
    return Arrays.toString(method.getParameterTypes()) + method.getReturnType().getName();
  }

  /// Nor is what the collector calls: a message would be sent whenever a dispatcher is dropped.
  private static boolean isOfEveryObject(Method method) {
    try {
      Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException _) {
      return method.getName().equals("finalize") && method.getParameterCount() == 0;
    }
  }

  private Class<?> returned(Method method) {
    Class<?> exact = method.getReturnType();
    for (Method other : methods) {
      if (overloads(method, other) && exact.isAssignableFrom(other.getReturnType())) {
        exact = other.getReturnType();
      }
    }
    return exact;
  }

  private static boolean overloads(Method one, Method other) {
    return one.getName().equals(other.getName())
        && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
  }

  /// One that sends in its own way.
  Object dispatcher(Mode mode, Hop hop) {
    return makers.dispatcher(mode.flavour(), hop);
  }

  /// One that leaves everything to `answering`.
  Object answering(Answering answering) {
    return makers.dispatcher(Flavour.ANSWER, answering);
  }

  /// Whether one that leaves everything to what it asks can return what that says.
  boolean canReturn(int number) {
    return makers.canReturn(number);
  }

  Method method(int number) {
    return methods[number];
  }

  /// The only one that fits; null for none.
  @Nullable Method find(String name, @Nullable Object[] arguments) {
    return Fitting.method(Arrays.asList(methods), name, arguments);
  }

  /// @throws UnsupportedOperationException when `mode` is not for it
  void check(Mode mode, int number) {
    mode.check(methods[number], returned[number]);
  }

  @Nullable Object invoke(int number, Object target, @Nullable Object[] arguments)
      throws Throwable {
    return makers.invoke(number, target, arguments);
  }

  /// A method for messages.
  String describe(int number) {
    return described[number];
  }

  private String described(Method method) {
    return type.getSimpleName() + "." + method.getName() + "(..)";
  }
}
