package io.linekeeper.sim.planted;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * A fault planted in one method of our own classes, for controls: a check that passes must fail with the fault, or it would
 * not find that fault in the source either.
 *
 * <p>All classes of this project are loaded anew, child first, and the bytecode of one method is changed by an
 * {@link Advice}: skip it ({@code @OnMethodEnter(skipOn = OnNonDefaultValue.class)}), change its arguments
 * ({@code @Argument(readOnly = false)}), fields ({@code @FieldValue}) or result ({@code @OnMethodExit} with
 * {@code @Return(readOnly = false)}). The advice is copied into the method, so it sees what the method sees, but must be
 * compiled: in the package of the class if it names package-private types. It may not call other methods of its own class.
 *
 * <p>What crosses the border between the two worlds are the classes of the JDK and of the test libraries alone: a check is a
 * public static method without arguments in a public class.
 */
public final class Planted {
    private static final String OURS = "io.linekeeper.";

    private final Map<String, byte[]> changed;
    private final Loader loader;

    private Planted(Map<String, byte[]> changed) {
        this.changed = changed;
        loader = new Loader(changed);
    }

    /**
     * Plants a fault in every method of this name that the class declares.
     *
     * @param className the binary name of the class
     * @param methodName the name of the method; {@code <init>} for constructors
     * @param advice the class with the advice
     * @throws IllegalArgumentException if there is no such method: a fault that was not planted would be found by nobody
     */
    public static Planted in(String className, String methodName, Class<?> advice) {
        ClassFileLocator files = ClassFileLocator.ForClassLoader.of(Planted.class.getClassLoader());
        TypeDescription type = TypePool.Default.of(files).describe(className).resolve();
        if (type.getDeclaredMethods().filter(ElementMatchers.named(methodName)).isEmpty()) {
            throw new IllegalArgumentException("no method " + methodName + " in " + className
                    + "; name one that is there, to plant a fault in it");
        }
        byte[] changed = new ByteBuddy()
                .redefine(type, files)
                .visit(Advice.to(
                                TypePool.Default.of(files)
                                        .describe(advice.getName())
                                        .resolve(),
                                files)
                        .on(ElementMatchers.named(methodName)))
                .make()
                .getBytes();
        return new Planted(Map.of(className, changed));
    }

    /** The two faults together, where one alone is borne. They must be in different classes. */
    public Planted and(Planted other) {
        Map<String, byte[]> both = new HashMap<>(changed);
        both.putAll(other.changed);
        return new Planted(both);
    }

    /** The classes with the fault in them. */
    public ClassLoader loader() {
        return loader;
    }

    /**
     * Runs a check among the faulty classes, and throws what it throws.
     *
     * @param check the class with the check, as it is here
     * @param method the name of its public static method without arguments
     * @throws IllegalStateException if the check passed without loading the faulty class
     */
    public void run(Class<?> check, String method) throws Throwable {
        try {
            loader.loadClass(check.getName()).getMethod(method).invoke(null);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
        if (!loader.areFaultsLoaded()) {
            throw new IllegalStateException(check.getName() + "." + method + " never used " + changed.keySet()
                    + "; plant the fault where it is used");
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> changed;
        private final Set<String> faultsLoaded = new HashSet<>();

        Loader(Map<String, byte[]> changed) {
            super(Planted.class.getClassLoader());
            this.changed = changed;
        }

        boolean areFaultsLoaded() {
            return faultsLoaded.size() == changed.size();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] code = changed.get(name);
            if (code == null) {
                code = code(name);
            } else {
                faultsLoaded.add(name);
            }
            return defineClass(name, code, 0, code.length, Planted.class.getProtectionDomain());
        }

        private byte[] code(String name) throws ClassNotFoundException {
            try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                return file.readAllBytes();
            } catch (IOException failed) {
                throw new ClassNotFoundException(name, failed);
            }
        }
    }
}
