package io.github.cdk8skafka.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * The references {@code ${provider:path:key}} of a properties file. Kafka keeps the text of one that it
 * cannot resolve as the value: that text then is a working password.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*?):(([^}]*?):)?([^}]*?)\\}");
    private static final String PROVIDERS = "config.providers";

    private References() {}

    /** One line per unresolvable reference, with the property's key and never with a value. */
    static List<String> unresolved(Map<String, String> properties) {
        List<String> problems = new ArrayList<>();
        Map<String, ConfigProvider> providers = providers(properties, problems);
        properties.forEach((key, value) -> {
            Matcher matcher = REFERENCE.matcher(value);
            while (!key.startsWith(PROVIDERS) && matcher.find()) {
                String path = matcher.group(3) == null ? "" : matcher.group(3);
                String why = why(providers.get(matcher.group(1)), path, matcher.group(4));
                if (why != null) {
                    problems.add(key + " refers to " + matcher.group() + ": " + why);
                }
            }
        });
        return problems;
    }

    private static String why(ConfigProvider provider, String path, String key) {
        if (provider == null) {
            return "no such provider in " + PROVIDERS;
        }
        try {
            ConfigData data = provider.get(path, Set.of(key));
            if (data.data().get(key) == null) {
                return "not there, or outside of what the provider may read";
            }
            return data.data().get(key).isEmpty() ? "the value is empty" : null;
        } catch (RuntimeException failed) {
            return Log.reason(failed);
        }
    }

    private static Map<String, ConfigProvider> providers(Map<String, String> properties, List<String> problems) {
        Map<String, ConfigProvider> providers = new HashMap<>();
        for (String name : properties.getOrDefault(PROVIDERS, "").split(",")) {
            String prefix = PROVIDERS + "." + name.trim() + ".";
            String className = properties.get(prefix + "class");
            if (className == null) {
                continue;
            }
            Map<String, String> parameters = new HashMap<>();
            properties.forEach((key, value) -> {
                if (key.startsWith(prefix + "param.")) {
                    parameters.put(key.substring(prefix.length() + "param.".length()), value);
                }
            });
            try {
                var provider = (ConfigProvider) Class.forName(className).getDeclaredConstructor().newInstance();
                provider.configure(parameters);
                providers.put(name.trim(), provider);
            } catch (ReflectiveOperationException | RuntimeException failed) {
                problems.add("provider " + name.trim() + " cannot be used: " + Log.reason(failed));
            }
        }
        return providers;
    }
}
