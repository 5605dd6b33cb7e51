package io.weightless.observe;

import static java.lang.constant.ConstantDescs.CD_MethodHandles_Lookup;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;

/// A class of ours in a package of others, from which hidden ones can be made there. That takes the
/// rights of a class of the same module, which only such a class can hand on.
final class Guest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Guest() {}

  /// In the package of `type`, which has to be open to us.
  static Lookup of(Class<?> type) {
    // also told apart from those of another copy of this class
    String name = "Guest" + COUNT.incrementAndGet() + "$" + System.identityHashCode(Guest.class);
    try {
      Lookup there = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      return lookup(there.defineClass(bytes(type.getPackageName(), name)));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String room, String name) {
    MethodTypeDesc gives = MethodTypeDesc.of(CD_MethodHandles_Lookup);
    return ClassFile.of()
        .build(
            ClassDesc.of(room, name),
            type ->
                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withMethodBody(
                        "lookup",
                        gives,
                        ClassFile.ACC_STATIC,
                        code ->
                            code.invokestatic(ConstantDescs.CD_MethodHandles, "lookup", gives)
                                .areturn()));
  }

  static Lookup lookup(Class<?> guest) {
    try {
      return (Lookup)
          MethodHandles.privateLookupIn(guest, MethodHandles.lookup())
              .findStatic(guest, "lookup", MethodType.methodType(Lookup.class))
              .invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
