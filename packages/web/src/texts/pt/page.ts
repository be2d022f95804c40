import type { Catalogue } from '../compiled.js';
import type { page as en } from '../en/page.js';

export const page: Catalogue<typeof en> = {
  windowTitle: 'giemsa, sala de leitura',
  title: 'Sala de leitura',
  researchUse: 'Somente para pesquisa. Não é um dispositivo médico.',
  notice: 'Nada aqui foi validado para diagnóstico. Uma pessoa deve verificar cada resultado que importa.',
  nav: {
    screen: 'Triagem',
    private: 'Privado',
    models: 'Modelos',
    runs: 'Treinos',
    label: 'Páginas',
    skip: 'Ir para o conteúdo',
  },
  theme: { label: 'Cores', system: 'Sistema', light: 'Claro', dark: 'Escuro' },
  language: 'Idioma',
  token: {
    title: 'Este servidor pede um código de acesso',
    label: 'Código de acesso',
    send: 'Entrar',
    wrong: 'Este não é um código de acesso deste servidor, ou já expirou.',
  },
  account: {
    as: '{name} ({role})',
    roles: { reader: 'só leitura', technician: 'técnico', admin: 'administrador' },
    logOut: 'Sair',
    onlyReads: 'O seu código de acesso só permite ler: não pode enviar nem corrigir.',
  },
  auditLog: 'Registro de ações',
  loading: 'Carregando …',
  retry: 'Tentar de novo',
  more: {
    shown:
      '{count, plural, one {O mais recente é mostrado.} many {Os # mais recentes são mostrados.} other {Os # mais recentes são mostrados.}}',
    show: 'Mostrar mais',
  },
  noPage: {
    title: 'Esta página não existe',
    gone: 'Já não está aqui',
    explain: 'Não há nada neste endereço.',
    toStart: 'Para o início',
  },
  broken: {
    title: 'Esta página não pode ser mostrada',
    explain: 'Algo nela falhou. É um erro do giemsa; o que você salvou está guardado. O erro:',
    reload: 'Carregar a página de novo',
  },
  offline: {
    newVersion: 'Há uma nova versão desta página.',
    load: 'Carregar',
    unloaded: 'Não foi possível carregar esta parte da página: a linha caiu, ou a página foi atualizada.',
    away: 'Não é possível chegar ao servidor. A página Privado funciona sem ele.',
    brokeOff: 'o download foi interrompido. Tente de novo; o que chegou inteiro não é baixado outra vez.',
  },
  person: {
    needed: 'Escreva o seu nome ou iniciais: são guardados com cada resposta.',
    by: 'O seu nome',
    as: 'como {token}',
  },
};
