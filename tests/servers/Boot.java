import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.jar.JarFile;

/** Starts a war of 2011 on a Java of today: its XStream works only on a Java of Sun's. */
public class Boot {
    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.vm.vendor", "Sun Microsystems Inc.");
        System.setProperty("java.vendor", "Sun Microsystems Inc.");
        File war = new File(arguments[0]);
        String name;
        try (JarFile jar = new JarFile(war)) {
            name = jar.getManifest().getMainAttributes().getValue("Main-Class");
        }
        ClassLoader loader = new URLClassLoader(new URL[] {war.toURI().toURL()});
        Thread.currentThread().setContextClassLoader(loader);
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) rest);
    }
}
