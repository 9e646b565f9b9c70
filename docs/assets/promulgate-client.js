// A policy is "organization/policy"; a time is a day there ("2021-03-01") or a Date.
export class Client {
  // base: where policies.json lies
  constructor(base) {
    this.base = base;
  }
  async get(path) {
    const it = await fetch(new URL(path, this.base));
    if (!it.ok) throw Error(`${it.url}: ${it.status}`);
    return it.json();
  }
  versions(policy) {
    return this.get(`${policy}/versions.json`);
  }
  async inForce(policy, at = new Date()) {
    const tail = at.toISOString ? "_instant" : "";
    const when = tail ? at.toISOString().slice(0, 19) + "Z" : at;
    return (await this.versions(policy)).versions.find((v) => {
      const end = v["until" + tail];
      return v["effective" + tail] <= when && (end ? when < end : !v.withdrawal);
    });
  }
  // {file, version, edition}
  async find(sha256) {
    const { url, organizations } = await this.get("policies.json");
    for (const o of organizations)
      for (const p of o.policies) {
        const file = await this.get(within(url, p.versions) ?? `${o.organization}/${p.policy}/versions.json`);
        for (const version of file.versions) {
          const was = version.corrections.find((c) => c.before_sha256 == sha256);
          const edition = version.editions.find((e) => e.sha256 == sha256 || e.language == was?.language);
          if (edition) return { file, version, edition };
        }
      }
  }
  async changesSince(sha256) {
    const it = await this.find(sha256);
    return it && later(it);
  }
  async verify(text) {
    const bytes = typeof text == "string" ? new TextEncoder().encode(text) : text;
    const sum = await crypto.subtle.digest("SHA-256", bytes);
    return this.find([...new Uint8Array(sum)].map((b) => (b + 256).toString(16).slice(1)).join(""));
  }
}
export const within = (home, address) => (address.startsWith(home) ? address.slice(home.length) : undefined);
export const later = ({ file, version }) =>
  file.versions.filter((v) => v.effective > version.effective && (v.until || !v.withdrawal)).reverse();
