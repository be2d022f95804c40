import type { Catalogue } from '../compiled.js';
import type { page as en } from '../en/page.js';

export const page: Catalogue<typeof en> = {
  windowTitle: 'giemsa, sala de lectura',
  title: 'Sala de lectura',
  researchUse: 'Solo para investigación. No es un dispositivo médico.',
  notice:
    'Nada de esto ha sido validado para el diagnóstico. Una persona debe revisar cada resultado que importe.',
  nav: {
    screen: 'Tamizaje',
    private: 'Privado',
    models: 'Modelos',
    runs: 'Entrenamientos',
    label: 'Páginas',
    skip: 'Ir al contenido',
  },
  theme: { label: 'Colores', system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
  language: 'Idioma',
  token: {
    title: 'Este servidor pide un código de acceso',
    label: 'Código de acceso',
    send: 'Entrar',
    wrong: 'Ese no es un código de acceso de este servidor, o ya venció.',
  },
  account: {
    as: '{name} ({role})',
    roles: { reader: 'solo lectura', technician: 'técnico', admin: 'administrador' },
    logOut: 'Salir',
    onlyReads: 'Su código de acceso solo permite leer: no puede subir ni corregir nada.',
  },
  auditLog: 'Registro de acciones',
  loading: 'Cargando …',
  retry: 'Intentar de nuevo',
  more: {
    shown:
      '{count, plural, one {Se muestra el más reciente.} many {Se muestran los # más recientes.} other {Se muestran los # más recientes.}}',
    show: 'Mostrar más',
  },
  noPage: {
    title: 'Esta página no existe',
    gone: 'Ya no está aquí',
    explain: 'No hay nada en esta dirección.',
    toStart: 'Ir al inicio',
  },
  broken: {
    title: 'Esta página no se puede mostrar',
    explain: 'Algo falló en ella. Es un error de giemsa; lo que usted guardó se conserva. El error:',
    reload: 'Cargar la página de nuevo',
  },
  offline: {
    newVersion: 'Hay una versión nueva de esta página.',
    load: 'Cargarla',
    unloaded: 'No se pudo cargar esta parte de la página: se cortó la línea, o la página se actualizó.',
    away: 'No se puede llegar al servidor. La página Privado funciona sin él.',
    brokeOff: 'la descarga se interrumpió. Inténtelo de nuevo; lo que llegó entero no se vuelve a descargar.',
  },
  person: {
    needed: 'Escriba su nombre o iniciales: se guardan con cada respuesta.',
    by: 'Su nombre',
    as: 'como {token}',
  },
};
